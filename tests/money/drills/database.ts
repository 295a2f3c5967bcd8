import { placeOrder } from "@/lib/checkout/place";
import { secondMs } from "@/lib/core/time";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { placing } from "@/tests/factories/checkout";
import { charge, fillIn, methodOf, place, stockUp } from "../buying";
import { asOwner } from "../owner";
import { until } from "../until";
import { both, brazil, buy, type Drill, expect, expectStatus, type Scene, settle } from "./scene";

/** Every connection of the process is busy for so long. Answers when they are free again. */
async function exhaust({ merchant: { store } }: Scene, ms: number): Promise<void> {
  const each = Array.from({ length: env().DATABASE_POOL_SIZE }, () => null);
  const seconds = ms / secondMs;
  const busy = each.flatMap(() => [
    withStore(store.id, (tx) => tx.$executeRaw`select pg_sleep(${seconds}::float8)`),
    withPlatform((tx) => tx.$executeRaw`select pg_sleep(${seconds}::float8)`),
  ]);
  await Promise.all(busy);
}

/** Nobody waits for a connection longer than this (lib/db/clients.ts), and then some. */
const longerThanAnybodyWaitsMs = 11 * secondMs;

/**
 * The database gives up the next transactions that write an order, as it does when they collide. A sequence counts them: unlike
 * rows it keeps counting when a transaction is undone.
 */
async function collide(code: "40001" | "40P01", times: number, act: () => Promise<void>): Promise<void> {
  await asOwner(
    "CREATE SEQUENCE collisions",
    `CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
       IF nextval('public.collisions') <= ${times} THEN RAISE EXCEPTION 'staged' USING ERRCODE = '${code}'; END IF; RETURN NEW; END $$`,
    'CREATE TRIGGER collide BEFORE INSERT ON "order" FOR EACH ROW EXECUTE FUNCTION collide()',
  );
  try {
    await act();
  } finally {
    await asOwner('DROP TRIGGER collide ON "order"', "DROP FUNCTION collide()", "DROP SEQUENCE collisions");
  }
}

/** Two goods; somebody holds the second and then asks for the first, while a buyer holds the first and waits for the second. */
async function crossLocks(scene: Scene): Promise<boolean> {
  const { merchant, diary } = scene;
  const storeId = merchant.store.id;
  const [first = "", second = ""] = [await stockUp(merchant.store, 5), await stockUp(merchant.store, 5)].sort();
  const filled = await fillIn(merchant, { wishes: [{ variantId: first }, { variantId: second }] });
  if (typeof filled === "string") throw new Error(filled);
  const buying = withStore(storeId, async (tx) => {
    const lock = (variantId: string) =>
      tx.$executeRaw`update inventory_level set updated_at = now() where store_id = ${storeId}::uuid and variant_id = ${variantId}::uuid`;
    await lock(second);
    const order = placeOrder(merchant.store, placing(filled, methodOf(merchant)));
    await until(isSomebodyWaiting);
    await lock(first);
    return { order };
  });
  const placed = await (await buying).order;
  if (placed.ok) diary.orders += 1;
  return placed.ok;
}

async function isSomebodyWaiting(): Promise<boolean> {
  const [row] = await withPlatform(
    (tx) => tx.$queryRaw<{ waiting: boolean }[]>`select count(*) > 0 as waiting from pg_locks where not granted`,
  );
  return row?.waiting === true;
}

/** What the database does on a bad day. */
export const databaseDrills: readonly Drill[] = [
  {
    name: "all connections are busy for a while, and orders are placed, paid and told of",
    at: both,
    run: async (scene) => {
      const { merchant, town } = scene;
      const variantId = await stockUp(merchant.store, 9);
      const { attemptId, orderId } = await buy(scene);
      const busy = exhaust(scene, 2 * secondMs);
      town.count("pool_exhausted");
      const crowd = Promise.all(Array.from({ length: 4 }, () => place(merchant, { wishes: [{ variantId }] })));
      await merchant.pay(attemptId);
      await Promise.all([busy, settle(scene, attemptId)]);
      const placed = (await crowd).filter((order) => order !== null);
      scene.diary.orders += placed.length;
      expect(placed.length === 4, "a shopper was turned away because connections were busy");
      await expectStatus(scene, orderId, "confirmed", "a payment was lost while connections were busy");
    },
  },
  {
    name: "all connections are busy for longer than anybody waits, and the shopper presses again",
    at: brazil,
    run: async (scene) => {
      const { merchant, town, diary } = scene;
      const filled = await fillIn(merchant, { wishes: [{ variantId: await stockUp(merchant.store, 2) }] });
      if (typeof filled === "string") throw new Error(filled);
      const request = placing(filled, methodOf(merchant));
      const busy = exhaust(scene, longerThanAnybodyWaitsMs);
      town.count("pool_exhausted");
      const refused = await placeOrder(merchant.store, request).then(
        () => false,
        () => true,
      );
      await busy;
      const placed = await placeOrder(merchant.store, request);
      if (!placed.ok || !placed.value.attemptId) throw new Error("the second click placed nothing");
      diary.orders += 1;
      expect(refused, "an order was placed without a connection");
      await charge(merchant, placed.value.attemptId);
    },
  },
  {
    name: "the database gives up transactions that collide (serialization failure, deadlock)",
    at: both,
    run: async (scene) => {
      for (const code of ["40001", "40P01"] as const) {
        scene.town.count(code === "40001" ? "serialization_failure" : "deadlock");
        await collide(code, 2, async () => void (await buy(scene)));
      }
    },
  },
  {
    name: "a true deadlock over two goods",
    at: both,
    run: async (scene) => {
      scene.town.count("deadlock");
      expect(await crossLocks(scene), "a deadlock cost a shopper the order");
    },
  },
];
