import { env } from "@/lib/env";
import { findEntrance } from "@/lib/stores/entrance";
import { addressOf } from "@/lib/stores/hosts";

/** What search engines may read: the catalogue of an open store; nothing of any other. */
export async function GET(_request: Request, { params }: { params: Promise<{ host: string }> }): Promise<Response> {
  const entrance = await findEntrance((await params).host);
  if (entrance.kind === "unknown") return new Response("Not Found", { status: 404 });
  const isOpen = entrance.kind === "open" && !entrance.isPreview;
  const lines = isOpen
    ? [
        "User-agent: *",
        ...["/cart", "/checkout", "/orders/", "/preview/", "/search/suggest"].map((path) => `Disallow: ${path}`),
        "",
        `Sitemap: ${addressOf(entrance.store.primaryHost, env().PLATFORM_URL)}/sitemap.xml`,
      ]
    : ["User-agent: *", "Disallow: /"];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=300" },
  });
}
