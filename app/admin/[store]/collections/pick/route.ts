import { listPickable } from "@/lib/catalog/collection-queries";
import { requireMember } from "@/lib/identity/session";

/** Products to put into a collection, by the words of `q`. Members who may edit the catalogue only. */
export async function GET(request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { store } = await requireMember((await params).store, "catalog:write");
  const search = new URL(request.url).searchParams.get("q") ?? "";
  return Response.json(await listPickable(store.id, search), { headers: { "Cache-Control": "no-store" } });
}
