import { listCachedSitemap } from "@/lib/catalog/cached";
import { env } from "@/lib/env";
import { findEntrance } from "@/lib/stores/entrance";
import { addressOf } from "@/lib/stores/hosts";

/** Every address of an open store, with its last change (sitemaps.org, protocol 0.9). */
export async function GET(_request: Request, { params }: { params: Promise<{ host: string }> }): Promise<Response> {
  const entrance = await findEntrance((await params).host);
  if (entrance.kind !== "open" || entrance.isPreview) return new Response("Not Found", { status: 404 });
  const { store } = entrance;
  const base = addressOf(store.primaryHost, env().PLATFORM_URL);
  const entries = await listCachedSitemap(store.id);
  const urls = [
    `<url><loc>${base}/</loc></url>`,
    ...entries.map(
      ({ path, changedAt }) => `<url><loc>${base}${encodeURI(path).replaceAll("&", "&amp;")}</loc><lastmod>${changedAt}</lastmod></url>`,
    ),
  ];
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`;
  return new Response(body, { headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=300" } });
}
