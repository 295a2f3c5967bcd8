import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { doorOf } from "@/lib/events/queue";
import { signDelivery } from "@/local/queue/signing";
import type { Gate } from "./gate";
import { heldTitle } from "./mutants";
import type { World } from "./world";

const rounds = 3;
const patienceMs = 15_000;
const lookAgainMs = 20;

export type Overtaking = { world: World; gate: Gate; workers: readonly string[] };

/**
 * Three times: an older and a newer change of one product are delivered to two workers; the older one's has read its row and waits at the
 * gate. It is let in once the newer one is in the index, or waits for the older one, as it should. Throws when neither comes to pass:
 * then nothing was shown. What the index makes of it is for `findViolations` to see.
 */
export async function overtake(stage: Overtaking): Promise<void> {
  for (let round = 1; round <= rounds; round++) await overtakeOnce(stage, round);
}

async function overtakeOnce({ world, gate, workers }: Overtaking, round: number): Promise<void> {
  const [one = "", two = ""] = workers;
  const older = deliver(one, world, await change(world, `${heldTitle} ${round}`));
  await until("the older delivery reads its row", () => gate.waiting() > 0);
  const version = await change(world, `Overtaking ${round}`);
  const newer = deliver(two, world, version);
  try {
    await until("the newer delivery is done or waits", async () => (await isIndexed(world, version)) || (await isWaitedFor(world)));
  } finally {
    gate.letIn();
  }
  await Promise.all([older, newer]);
}

/** Changes the product without an event: its deliveries are made by hand. Answers its version. */
async function change({ store, overtaken }: World, title: string): Promise<number> {
  const where = { storeId_id: { storeId: store.id, id: overtaken } };
  const data = { title, version: { increment: 1 } };
  const { version } = await withStore(store.id, (tx) => tx.product.update({ where, data, select: { version: true } }));
  return version;
}

/** Delivers the change to this worker, as the queue does. */
async function deliver(worker: string, { store, overtaken }: World, version: number): Promise<void> {
  const payload = { storeId: store.id, productId: overtaken, version };
  const body = JSON.stringify({ eventId: newId(), name: "product.changed", storeId: store.id, payload });
  const signature = await signDelivery(env().QSTASH_CURRENT_SIGNING_KEY, doorOf("index-product"), Buffer.from(body));
  const headers = {
    "content-type": "application/json",
    "upstash-signature": signature,
    "upstash-message-id": newId(),
    "upstash-retried": "0",
  };
  const answer = await fetch(`${worker}/api/events/index-product`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`a delivery made by hand was answered with ${answer.status}: ${await answer.text()}`);
}

async function isIndexed({ store, overtaken }: World, version: number): Promise<boolean> {
  const where = { storeId: store.id, productId: overtaken, version };
  return (await withStore(store.id, (tx) => tx.searchDocument.count({ where }))) > 0;
}

/** Whether a writer of the product's entry waits for another (lib/search/documents.ts, `lockProducts`). */
async function isWaitedFor({ store, overtaken }: World): Promise<boolean> {
  const rows = await withStore(
    store.id,
    (tx) => tx.$queryRaw<unknown[]>`
      select 1 from pg_locks where locktype = 'advisory' and not granted and objsubid = 1
        and ((classid::bigint << 32) | objid::bigint) = hashtextextended('search:' || ${overtaken}::text, 0)`,
  );
  return rows.length > 0;
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > endsAt) throw new Error(`it never came to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}
