import type { Act } from "@/local/pagarme/acts";
import { contextFor } from "@/local/pagarme/emit";
import { type Charge, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { storeChange } from "@/local/pagarme/store-charge";

export type ByHand = "changed" | "not_found" | "not_possible";

/** Lets a person, or a test, change a charge as somebody at the vendor does. A null decision, or an unknown charge, changes nothing. */
export async function changeByHand(house: House, chargeId: string, act: Act): Promise<ByHand> {
  const { records, clock, links, notices } = house;
  const found = await records.locate<Charge>(kinds.charge, chargeId);
  if (!found) return "not_found";

  const now = new Date(clock.nowMs());
  const isChanged = await records.transaction(async (session) => {
    const charge = await session.in(found.scope).lock(kinds.charge, chargeId);
    const change = charge ? act(charge, now) : null;
    if (change) await storeChange(await contextFor({ session, links, notices, now }, found.scope), change);
    return change !== null;
  });
  await notices.flush();
  return isChanged ? "changed" : "not_possible";
}
