import { describe, expect, it } from "vitest";
import { asOwner } from "@/tests/factories/owner";
import { columnsForPlatform, platformTables } from "./platform-reach";

type Table = { name: string; isWalled: boolean; isForced: boolean; hasStoreId: boolean; key: string[] };

const tables = await asOwner<Table>(`
  select c.relname::text as name, c.relrowsecurity as "isWalled", c.relforcerowsecurity as "isForced",
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped) as "hasStoreId",
    coalesce((select array_agg(a.attname::text order by k.position) from pg_index i
      cross join lateral unnest(i.indkey) with ordinality as k(attnum, position)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary), '{}') as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations' order by 1`);

/** Tables that name a store without being a store's: the runtime role that sees one store cannot reach them at all. */
const platformsOwn: Record<string, string> = {
  signup: "a person on the way to a store that does not exist yet",
};
const storeTables = tables.filter(({ name, hasStoreId }) => (hasStoreId || name === "store") && !(name in platformsOwn));

/** Store tables whose primary key does not begin with the store, and why. */
const otherKeys: Record<string, string> = {
  store: "is the store",
  store_host: "a host leads to one store; it is looked up before the store is known",
  outbox_event: "events of the platform name no store; published across stores in the order of their ids",
  processed_event: "marks of the platform's events name no store; asked by consumer and event",
  dead_letter: "letters of the platform name no store; the operator lists them across stores",
  mail_message: "mails of the platform name no store; asked by their deduplication key",
  audit_entry: "acts on the platform name no store; append-only and listed across stores",
};

describe("the walls", () => {
  it("are there to be tested", () => {
    expect(storeTables.length).toBeGreaterThan(30);
  });

  it.each(storeTables)("of $name are up, for the table's owner too", ({ isWalled, isForced }) => {
    expect([isWalled, isForced]).toEqual([true, true]);
  });

  it.each(storeTables)("of $name have one policy for the store's role: the rows of the store that is set", async ({ name }) => {
    const policies = await asOwner(
      `select cmd, permissive, qual, with_check from pg_policies
       where schemaname = 'public' and tablename = $1 and roles && '{vitrine_app,public}'::name[]`,
      [name],
    );
    const column = name === "store" ? "id" : "store_id";
    const rule = `(${column} = (NULLIF(current_setting('app.store_id'::text, true), ''::text))::uuid)`;
    expect(policies).toEqual([{ cmd: "ALL", permissive: "PERMISSIVE", qual: rule, with_check: rule }]);
  });

  it("have no way around: no view, no function that runs as somebody else", async () => {
    const views = await asOwner("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')");
    const functions = await asOwner("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef");
    expect([views, functions]).toEqual([[], []]);
  });
});

describe("keys", () => {
  it("begin with the store, but where there is a reason", () => {
    const others = storeTables.filter(({ key }) => key[0] !== "store_id").map(({ name }) => name);
    expect(others.sort()).toEqual(Object.keys(otherKeys).sort());
  });

  it("that lead from one store table to another carry the store on both sides", async () => {
    const keys = await asOwner<{ name: string; from: string; to: string; columns: string[]; targets: string[] }>(`
      select con.conname::text as name, f.relname::text as from, t.relname::text as to,
        (select array_agg(a.attname::text order by k.i) from unnest(con.conkey) with ordinality k(n, i)
          join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.n) as columns,
        (select array_agg(a.attname::text order by k.i) from unnest(con.confkey) with ordinality k(n, i)
          join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.n) as targets
      from pg_constraint con join pg_class f on f.oid = con.conrelid join pg_class t on t.oid = con.confrelid
      where con.contype = 'f' and con.connamespace = 'public'::regnamespace`);
    const names = new Set(storeTables.map(({ name }) => name));
    const between = keys.filter(({ from, to }) => names.has(from) && names.has(to));
    const loose = between.filter(({ to, columns, targets }) => {
      const place = columns.indexOf("store_id");
      return place < 0 || targets[place] !== (to === "store" ? "id" : "store_id");
    });
    expect(between.length).toBeGreaterThan(20);
    expect(loose).toEqual([]);
  });
});

type Reach = { name: string; rights: string[] };

/** The tables that a role may touch in any way, a column of them included. */
function reachOf(role: string): Promise<Reach[]> {
  return asOwner<Reach>(
    `select c.relname::text as name, array_remove(array[
        case when has_any_column_privilege($1::name, c.oid, 'SELECT') then 'select' end,
        case when has_any_column_privilege($1::name, c.oid, 'INSERT') then 'insert' end,
        case when has_any_column_privilege($1::name, c.oid, 'UPDATE') then 'update' end,
        case when has_table_privilege($1::name, c.oid, 'DELETE') then 'delete' end,
        case when has_table_privilege($1::name, c.oid, 'TRUNCATE') then 'truncate' end,
        case when has_any_column_privilege($1::name, c.oid, 'REFERENCES') then 'references' end], null) as rights
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    [role],
  );
}

const touched = (reach: Reach[]) => reach.filter(({ rights }) => rights.length > 0);

describe("the role that sees one store", () => {
  it("reaches store tables, and reads the plan catalogue, and nothing else", async () => {
    const names = new Set(storeTables.map(({ name }) => name));
    const beyond = touched(await reachOf("vitrine_app")).filter(({ name }) => !names.has(name));
    expect(beyond).toEqual([
      { name: "plan", rights: ["select"] },
      { name: "plan_price", rights: ["select"] },
    ]);
  });

  it("only adds to what must never be rewritten", async () => {
    const reach = new Map((await reachOf("vitrine_app")).map(({ name, rights }) => [name, rights]));
    for (const name of ["ledger_entry", "inventory_movement", "audit_entry", "order_entry", "outbox_event", "processed_event"]) {
      expect([name, reach.get(name)]).toEqual([name, ["select", "insert"]]);
    }
    for (const name of ["order", "order_line", "order_person", "payment", "payment_attempt", "refund", "gateway_notice", "coupon_use"]) {
      expect([name, reach.get(name)]).toEqual([name, ["select", "insert", "update"]]);
    }
  });
});

describe("the role that works across stores", () => {
  it("reaches the tables of the short list, and no others", async () => {
    expect(touched(await reachOf("vitrine_platform")).map(({ name }) => name)).toEqual(platformTables());
  });

  it.each(Object.entries(columnsForPlatform))("sees of %s ids and states alone, and changes nothing", async (name, columns) => {
    const seen = await asOwner(
      `select a.attname::text as name from pg_attribute a where a.attrelid = ('public.' || quote_ident($1))::regclass and a.attnum > 0
         and not a.attisdropped and has_column_privilege('vitrine_platform', a.attrelid, a.attnum, 'SELECT') order by 1`,
      [name],
    );
    expect(seen.map((row) => row.name)).toEqual([...columns].sort());
    expect((await reachOf("vitrine_platform")).find((reach) => reach.name === name)?.rights).toEqual(["select"]);
  });

  it("has no key to a wall of a store's own catalogue, carts or people", async () => {
    const policies = await asOwner<{ name: string }>(
      "select tablename::text as name from pg_policies where schemaname = 'public' and 'vitrine_platform' = any(roles)",
    );
    const names = new Set(platformTables());
    expect(policies.filter(({ name }) => !names.has(name))).toEqual([]);
  });
});

describe("everybody else", () => {
  it("may do nothing: no right is given to all roles", async () => {
    const grants = await asOwner(
      "select table_name from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema = 'public'",
    );
    expect(grants).toEqual([]);
  });
});
