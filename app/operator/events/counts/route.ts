import { isId } from "@/lib/core/ids";
import { countLetterStates } from "@/lib/events/dead-letters";
import { requireOperator } from "@/lib/identity/session";

/** How many dead letters of all stores, or of the one that is asked for, there are in each state: what the operator's console compares with. */
export async function GET(request: Request): Promise<Response> {
  await requireOperator();
  const only = new URL(request.url).searchParams.get("store") ?? "";
  return Response.json(await countLetterStates({ storeId: isId(only) ? only : null }), { headers: { "Cache-Control": "no-store" } });
}
