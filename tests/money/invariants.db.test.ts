import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { hourMs } from "@/lib/core/time";
import { askedPorts } from "@/lib/payments/invariant-ports";
import type { InvariantId, InvariantPorts } from "@/lib/payments/invariant-types";
import { checkInvariants } from "@/lib/payments/invariants";
import { withDatabase } from "@/local/database/roles";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { startGateway } from "@/tests/factories/gateway";
import { approved, type Bought, openShop, type Shop } from "@/tests/factories/shop";

/** Rows written by hand, products among them, tell the index nothing: I12 is looked at where it is broken on purpose. */
const ports: InvariantPorts = { ...askedPorts, listStaleProducts: async () => [] };

let sandbox: RunningSandbox;
let shop: Shop;
let paid: Bought;
let waiting: Bought;
/** Sees and writes past every wall, key and check: only to break what they guard. */
let breaker: pg.Client;

beforeAll(async () => {
  sandbox = await startGateway();
  shop = await openShop(sandbox);
  paid = await shop.buy({ method: "card", card: approved });
  waiting = await shop.buy();
  const own = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  breaker = new pg.Client({ connectionString: withDatabase(inject("server").adminUrl, own) });
  await breaker.connect();
});
afterAll(async () => {
  await breaker.end();
  await sandbox.close();
});

async function brokenNow(given: InvariantPorts = ports, graceMs = hourMs): Promise<InvariantId[]> {
  const results = await checkInvariants(shop.store.id, { graceMs, ports: given });
  return results.filter(({ findings }) => findings.length > 0).map(({ id }) => id);
}

/** Which invariants show it when the statements are carried out, with keys and checks set aside; everything is undone after. */
async function brokenBy(weaken: readonly string[], ...statements: [string, unknown[]][]): Promise<InvariantId[]> {
  await breaker.query("set session_replication_role = replica");
  const undo: string[] = [];
  for (const constraint of weaken) undo.push(await drop(constraint));
  const before = await snapshot();
  try {
    for (const [statement, values] of statements) await breaker.query(statement, values);
    return await brokenNow();
  } finally {
    await restore(before);
    for (const statement of undo) await breaker.query(statement);
  }
}

const touched = [
  "inventory_level",
  "stock_hold",
  "order",
  "order_line",
  "ledger_entry",
  "gateway_notice",
  "coupon",
  "outbox_event",
  "refund",
  "payment_attempt",
];
type Snapshot = Map<string, unknown>;

async function snapshot(): Promise<Snapshot> {
  const rows: Snapshot = new Map();
  for (const table of touched) {
    const found = await breaker.query<{ rows: unknown }>(`select coalesce(jsonb_agg(t), '[]') as rows from "${table}" t`);
    rows.set(table, found.rows[0]?.rows);
  }
  return rows;
}

async function restore(before: Snapshot): Promise<void> {
  for (const [table, rows] of before) {
    await breaker.query(`delete from "${table}"`);
    await breaker.query(`insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1)`, [JSON.stringify(rows)]);
  }
}

/** Drops a constraint or an index of its own; answers the statement that brings it back. */
async function drop(name: string): Promise<string> {
  const constraint = await breaker.query<{ table: string; definition: string }>(
    "select conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1",
    [name],
  );
  const [found] = constraint.rows;
  if (found) {
    await breaker.query(`alter table ${found.table} drop constraint ${name}`);
    return `alter table ${found.table} add constraint ${name} ${found.definition}`;
  }
  const index = await breaker.query<{ definition: string }>("select indexdef as definition from pg_indexes where indexname = $1", [name]);
  await breaker.query(`drop index "${name}"`);
  return index.rows[0]?.definition ?? "";
}

const store = () => shop.store.id;

describe("the invariants", () => {
  it("hold after a sale and while another waits", async () => {
    expect(await brokenNow()).toEqual([]);
  });

  it("I1 shows units that were sold though they are not there", async () => {
    const oversell = "update inventory_level set reserved = on_hand + 1 where store_id = $1 and variant_id = $2";
    expect(await brokenBy(["inventory_level_reserved"], [oversell, [store(), waiting.variantId]])).toContain("I1");
  });

  it("I2 shows a count that the orders' holds do not explain", async () => {
    expect(await brokenBy([], ["update stock_hold set quantity = 2 where order_id = $1", [waiting.orderId]])).toEqual(["I2"]);
  });

  it("I3 shows a checkout with two orders", async () => {
    const same = `update "order" set checkout_id = (select checkout_id from "order" where id = $1) where id = $2`;
    expect(await brokenBy(["order_store_id_checkout_id_key"], [same, [paid.orderId, waiting.orderId]])).toEqual(["I3"]);
  });

  it("I4 shows a total that is not what was taken", async () => {
    const less = "update payment_attempt set amount_cents = 1 where id = $1";
    const fact = "update ledger_entry set amount_cents = amount_cents - 500 where attempt_id = $1";
    expect(await brokenBy([], [less, [paid.attemptId]], [fact, [paid.attemptId]])).toEqual(expect.arrayContaining(["I4", "I5"]));
  });

  it("I5 shows money at the gateway that no order knows of", async () => {
    expect(await brokenBy([], ["delete from ledger_entry where attempt_id = $1", [paid.attemptId]])).toContain("I5");
  });

  it("I6 shows an event that counted twice", async () => {
    const twice = `insert into ledger_entry select (jsonb_populate_record(l, jsonb_build_object('id', $2::text))).* from ledger_entry l where attempt_id = $1`;
    const index = "ledger_entry_store_id_payment_id_kind_gateway_ref_key";
    expect(await brokenBy([index], [twice, [paid.attemptId, newId()]])).toContain("I6");
  });

  it("I7 shows a total that is not the sum of its parts", async () => {
    const line = "update order_line set unit_price_cents = 1 where order_id = $1";
    expect(await brokenBy(["order_line_sum"], [line, [paid.orderId]])).toEqual(["I7"]);
  });

  it("I8 shows a coupon used more often than its orders say", async () => {
    const coupon =
      "insert into coupon (store_id, id, code, kind, amount_cents, max_uses, used, updated_at) values ($1, $2, 'X', 'fixed', 5, 9, 3, now())";
    expect(await brokenBy([], [coupon, [store(), newId()]])).toEqual(["I8"]);
  });

  it("I9 shows a paid order that was told twice, or never", async () => {
    const again = `insert into outbox_event (id, store_id, name, payload) values ($1, $2, 'order.paid', $3)`;
    expect(await brokenBy([], [again, [newId(), store(), { orderId: paid.orderId }]])).toEqual(["I9"]);
    expect(await brokenBy([], [`delete from outbox_event where name = 'order.paid'`, []])).toEqual(["I9"]);
  });

  it("I10 shows a row that leads to nothing of this store", async () => {
    expect(await brokenBy([], ["update ledger_entry set attempt_id = $1 where attempt_id = $2", [newId(), paid.attemptId]])).toContain(
      "I10",
    );
  });

  it("I11 shows what waits without an end, and goods on sale that can still be paid for", async () => {
    const late = new Date(Date.now() - 2 * hourMs);
    expect(await brokenBy([], [`update "order" set expires_at = $1 where id = $2`, [late, waiting.orderId]])).toEqual(["I11"]);
    expect(await brokenBy([], ["update payment_attempt set next_poll_at = null where id = $1", [waiting.attemptId]])).toEqual(["I11"]);
    const expired = `update "order" set status = 'expired', expires_at = null, updated_at = now() - interval '3 hours' where id = $1`;
    const free = "update stock_hold set status = 'released' where order_id = $1";
    const unreserve = "update inventory_level set reserved = 0 where variant_id = $1";
    const parts: [string, unknown[]][] = [
      [expired, [waiting.orderId]],
      [free, [waiting.orderId]],
      [unreserve, [waiting.variantId]],
    ];
    expect(await brokenBy([], ...parts)).toEqual(["I11"]);
  });

  it("I12 shows a product that the index does not have in this version", async () => {
    expect(await brokenNow(askedPorts, 0)).toContain("I12");
  });

  it("are as they were after all this", async () => {
    expect(await brokenNow()).toEqual([]);
  });
});
