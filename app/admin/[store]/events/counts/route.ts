import { countLetterStates } from "@/lib/events/dead-letters";
import { requireMember } from "@/lib/identity/session";

/** How many dead letters of the store there are in each state: what its console compares with. */
export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { store } = await requireMember((await params).store, "events:write");
  return Response.json(await countLetterStates({ storeId: store.id }), { headers: { "Cache-Control": "no-store" } });
}
