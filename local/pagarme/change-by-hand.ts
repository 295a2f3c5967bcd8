import { contextFor } from "@/local/pagarme/emit";
import { type Charge, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { storeChange } from "@/local/pagarme/store-charge";
import type { Change } from "@/local/pagarme/transitions";

/** Lets a person at one of the sandbox's pages change a charge. A null decision, or an unknown charge, changes nothing. */
export async function changeByHand(house: House, chargeId: string, decide: (charge: Charge, now: Date) => Change | null): Promise<void> {
  const { records, clock, links, notices } = house;
  const found = await records.locate<Charge>(kinds.charge, chargeId);
  if (!found) return;

  const now = new Date(clock.nowMs());
  await records.transaction(async (session) => {
    const charge = await session.in(found.scope).lock(kinds.charge, chargeId);
    const change = charge ? decide(charge, now) : null;
    if (change) await storeChange(await contextFor({ session, links, notices, now }, found.scope), change);
  });
  await notices.flush();
}
