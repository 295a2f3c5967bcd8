import { parseMediaPath } from "@/lib/media/keys";
import { mediaStore } from "@/lib/media/store";

/** A picture's file, on every host. Its content never changes under its address, so that caches may keep it for good. */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const key = parseMediaPath((await params).path);
  const bytes = key ? await mediaStore().read(key) : null;
  if (!bytes) return new Response("Not Found", { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "image/webp",
      "Content-Length": String(bytes.length),
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
