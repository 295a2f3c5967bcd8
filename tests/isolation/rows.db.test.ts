import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clients } from "@/lib/db/clients";
import { type PlatformTx, withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { asOwner } from "@/tests/factories/owner";
import { makeStore } from "@/tests/factories/store";
import { Builder } from "./any-row";
import { platformTables } from "./platform-reach";

/** Every table with rows of stores; `signup` is the platform's own, see tables.db.test.ts. */
const tables = (
  await asOwner<{ name: string }>(
    `select table_name::text as name from information_schema.columns
     where table_schema = 'public' and column_name = 'store_id' and table_name <> 'signup' order by 1`,
  )
).map(({ name }) => name);

const refused = /42501|row-level security|permission denied/;
let own: StoreView;
let foreign: StoreView;
let builder: Builder;

beforeAll(async () => {
  builder = await Builder.open();
  [own, foreign] = [await makeStore(), await makeStore()];
  for (const table of tables) {
    if (table === "store_host") continue;
    for (const store of [own, foreign]) await builder.insert(table, store.id);
  }
});
afterAll(() => builder.close());

/** Runs a statement as the code of a store does, in the store's own transaction. */
function asStore<Row>(store: StoreView, statement: string, ...values: unknown[]): Promise<Row[]> {
  return withStore(store.id, (tx) => tx.$queryRawUnsafe<Row[]>(statement, ...values));
}

/** How many rows a change touched; a right that the role does not have counts as none. */
async function touched(statement: string, ...values: unknown[]): Promise<number> {
  try {
    return await withStore(own.id, (tx) => tx.$executeRawUnsafe(statement, ...values));
  } catch (error) {
    expect(String(error)).toMatch(refused);
    return 0;
  }
}

describe.each(tables)("%s", (table) => {
  it("shows a store its own rows and no others", async () => {
    expect(await builder.count(table, "store_id", foreign.id)).toBe(1);
    const seen = await asStore<{ store: string }>(own, `select store_id::text as store from "${table}"`);
    expect(seen).toEqual([{ store: own.id }]);
    expect(await asStore(own, `select 1 from "${table}" where store_id = $1::uuid`, foreign.id)).toEqual([]);
  });

  it("shows nothing while no store is set", async () => {
    const seen = await clients().app.$queryRawUnsafe<{ count: bigint }[]>(`select count(*) from "${table}"`);
    expect(seen).toEqual([{ count: 0n }]);
  });

  it("takes no row for another store", async () => {
    const copy = `insert into "${table}" select (jsonb_populate_record(mine, jsonb_build_object('store_id', $1::text))).* from "${table}" mine`;
    await expect(asStore(own, copy, foreign.id)).rejects.toThrow(refused);
    expect(await builder.count(table, "store_id", foreign.id)).toBe(1);
  });

  it("changes and deletes no row of another store", async () => {
    expect(await touched(`update "${table}" set store_id = store_id where store_id = $1::uuid`, foreign.id)).toBe(0);
    expect(await touched(`delete from "${table}" where store_id = $1::uuid`, foreign.id)).toBe(0);
    expect(await builder.count(table, "store_id", foreign.id)).toBe(1);
  });

  it("gives no row away to another store", async () => {
    expect(await touched(`update "${table}" set store_id = $1::uuid where store_id = $2::uuid`, foreign.id, own.id)).toBe(0);
    expect(await builder.count(table, "store_id", own.id)).toBe(1);
  });

  it("is closed to the platform's role, unless it is on its short list", async () => {
    const asked = withPlatform((tx: PlatformTx) => tx.$queryRaw`select 1 from order_line limit 1`);
    await expect(asked).rejects.toThrow(refused);
    const count = clients().platform.$queryRawUnsafe<{ count: bigint }[]>(`select count(store_id) from "${table}"`);
    if (platformTables().includes(table)) expect(Number((await count)[0]?.count)).toBeGreaterThanOrEqual(2);
    else await expect(count).rejects.toThrow(refused);
  });
});

describe("store", () => {
  it("shows a store itself alone, and nothing while no store is set", async () => {
    expect(await asStore(own, "select id::text from store")).toEqual([{ id: own.id }]);
    expect(await clients().app.$queryRawUnsafe("select id from store")).toEqual([]);
  });

  it("lets a store change itself, and no other, nor make or end one", async () => {
    expect(await touched("update store set name = 'Mine' where id = $1::uuid", own.id)).toBe(1);
    expect(await touched("update store set name = 'Mine too' where id = $1::uuid", foreign.id)).toBe(0);
    expect(await touched("delete from store where id = $1::uuid", own.id)).toBe(0);
    expect(await touched("insert into store (id, slug, name) values (gen_random_uuid(), 'third', 'Third')")).toBe(0);
    expect(await builder.count("store", "id", own.id)).toBe(1);
  });
});

describe("a transaction of one store", () => {
  it("leaves nothing behind for the next one on the same connection", async () => {
    const connections = Array.from({ length: 20 }, () => asStore(own, "select 1"));
    await Promise.all(connections);
    const setting = await clients().app.$queryRawUnsafe<{ store: string | null }[]>(
      "select nullif(current_setting('app.store_id', true), '') as store",
    );
    expect(setting).toEqual([{ store: null }]);
  });

  it("sees its own store while many others are at work", async () => {
    const turns = Array.from({ length: 60 }, (_, turn) => (turn % 2 === 0 ? own : foreign));
    const seen = await Promise.all(turns.map((store) => asStore<{ id: string }>(store, "select id::text from store, pg_sleep(0.005)")));
    expect(seen.map(([row]) => row?.id)).toEqual(turns.map((store) => store.id));
  });
});
