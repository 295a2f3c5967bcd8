import { countLetterStates } from "@/lib/events/dead-letters";
import { requireOperator } from "@/lib/identity/session";

/** How many dead letters of all stores there are in each state: what the operator's console compares with. */
export async function GET(): Promise<Response> {
  await requireOperator();
  return Response.json(await countLetterStates({ storeId: null }), { headers: { "Cache-Control": "no-store" } });
}
