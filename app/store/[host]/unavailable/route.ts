import { NextResponse } from "next/server";
import { translator } from "@/lib/i18n/translator";
import { findEntrance } from "@/lib/stores/entrance";
import { UnavailablePage } from "./unavailable-page";

const tryAgainSeconds = "3600";

/**
 * What a suspended store says, with 503: it is closed for a while, search engines keep its pages and come again. A page of the
 * framework cannot answer 503, so this is a handler that writes its own small document.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ host: string }> }): Promise<Response> {
  const entrance = await findEntrance((await params).host);
  if (entrance.kind === "unknown") return new Response("Not Found", { status: 404 });
  if (entrance.kind !== "suspended") return new NextResponse(null, { status: 307, headers: { Location: "/" } });

  const { store } = entrance;
  const t = translator(store.locale, "storefront.suspended");
  return new Response(UnavailablePage({ locale: store.locale, name: store.name, title: t("title"), text: t("text") }), {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Retry-After": tryAgainSeconds,
      "Cache-Control": "no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}
