import type { PlatformTx } from "@/lib/db/transaction";
import type { Cause } from "./causes";
import { record } from "./outbox";
import type { ConsumerName } from "./routes";

/** The mail of this alert: that it fails is to be seen in the console, and is no reason for another mail. */
const ownConsumer: ConsumerName = "mail-dead-letters";
/** What the hours of each cause are marked under, beside the marks of deliveries. */
const markedAs = "alert-operators";

export type NewLetter = { consumer: string; cause: Cause };

/**
 * Has every operator told that deliveries begin to fail, in the transaction that writes the dead letters: one mail per cause and
 * hour of the clock, however many letters and instances there are.
 */
export async function alertOperators(tx: PlatformTx, letters: readonly NewLetter[]): Promise<void> {
  const causes = new Set(letters.filter(({ consumer }) => consumer !== ownConsumer).map(({ cause }) => cause));
  for (const cause of causes) {
    if (await isTold(tx, cause)) continue;
    const operators = await tx.user.findMany({ where: { isOperator: true }, select: { id: true } });
    for (const { id: userId } of operators) await record(tx, "dead_letters.appeared", { userId, cause });
  }
}

/** Marks the hour of a cause; true when it was marked before. Who marks at the same time waits for the first to commit. */
async function isTold(tx: PlatformTx, cause: Cause): Promise<boolean> {
  const hour = new Date().toISOString().slice(0, 13);
  const marked = await tx.$executeRaw`
    insert into processed_event (consumer, event_id) values (${markedAs}, ${`${cause} ${hour}`}) on conflict do nothing`;
  return marked === 0;
}
