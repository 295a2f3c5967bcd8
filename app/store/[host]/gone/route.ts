import { negotiateLocale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { findDestination } from "@/lib/stores/destination";
import { parseHostParam } from "@/lib/stores/storefront-path";
import { UnavailablePage } from "../unavailable/unavailable-page";

/** What a host says that a store has let go, with 410: search engines forget it. It names no store; nobody's is here. */
export async function GET(request: Request, { params }: { params: Promise<{ host: string }> }): Promise<Response> {
  const { host } = parseHostParam((await params).host);
  const destination = await findDestination(host);
  if (destination.kind !== "gone") return new Response("Not Found", { status: 404 });
  const locale = negotiateLocale(request.headers.get("accept-language"));
  const t = translator(locale, "storefront.gone");
  return new Response(UnavailablePage({ locale, name: host, title: t("title"), text: t("text") }), {
    status: 410,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Robots-Tag": "noindex",
      Vary: "Accept-Language",
    },
  });
}
