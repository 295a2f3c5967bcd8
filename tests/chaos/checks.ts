import { z } from "zod";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { activeRoutes } from "@/lib/events/routes";
import { askedPorts } from "@/lib/payments/invariant-ports";
import { checkInvariants } from "@/lib/payments/invariants";
import { readDrift } from "@/lib/search/drift";
import { type Post, stuckMails, unsentMails, wronglyReceived } from "./check-mails";
import type { Log } from "./people";
import { listOvertaken } from "./watch-versions";
import type { World } from "./world";

/** Something that must never be, in a sentence, with the rows concerned. */
export type Violation = { rule: string; detail: string };

type Named = { id: string; found: string };

/** What people were answered, what mails arrived, and until when timers are done. */
export type Seen = { log: Log; post: Post; until: Date };

/**
 * Everything that must hold once the queue has drained. What was committed is compared with what came of it, not with what the
 * outbox says of itself: a lost event leaves no row behind.
 */
export async function findViolations(
  { store, merchant, edited, overtaken, sold }: World,
  { log, post, until }: Seen,
): Promise<Violation[]> {
  const storeId = store.id;
  const products = [...edited, overtaken, ...sold.map(({ productId }) => productId)];
  const questions: [string, Promise<Named[]>][] = [
    ["an answered save is kept", missingSaves(storeId, log)],
    ["an answered order is kept", missingOrders(storeId, log)],
    ["every product is in the index as it is", drift(storeId, products)],
    ["the index misses nothing and holds nothing that is gone", drifted(storeId)],
    ["no entry of the index goes back to an older version", listOvertaken()],
    ["every unit sold is counted once", miscounted(storeId)],
    ["every order's mails are sent", unsentMails(storeId, merchant)],
    ["no mail is begun and left", stuckMails(storeId)],
    ["every mail arrives, and no oftener than kills explain", wronglyReceived(storeId, post)],
    ["every event is published", unpublished(storeId, until)],
    ["every delivery is done", undone(storeId, until)],
  ];
  const found: Violation[] = [];
  for (const [rule, rows] of questions) for (const row of await rows) found.push({ rule, detail: `${row.id}: ${row.found}` });
  for (const { id, findings } of await checkInvariants(storeId, { graceMs: 0, ports: askedPorts })) {
    for (const finding of findings) found.push({ rule: `invariant ${id}`, detail: `${finding.kind} ${finding.id}: ${finding.problem}` });
  }
  return found;
}

async function missingSaves(storeId: World["store"]["id"], { versions }: Log): Promise<Named[]> {
  const rows = await withStore(storeId, (tx) => tx.product.findMany({ where: { storeId }, select: { id: true, version: true } }));
  return rows
    .filter(({ id, version }) => version < (versions.get(id) ?? 0))
    .map(({ id, version }) => ({ id, found: `version ${version}, answered ${versions.get(id)}` }));
}

async function missingOrders(storeId: World["store"]["id"], { orders }: Log): Promise<Named[]> {
  const rows = await withStore(storeId, (tx) => tx.order.findMany({ where: { storeId, id: { in: orders } }, select: { id: true } }));
  const kept = new Set(rows.map(({ id }) => id));
  return orders.filter((id) => !kept.has(id)).map((id) => ({ id, found: "no such order" }));
}

function drift(storeId: World["store"]["id"], products: string[]): Promise<Named[]> {
  return withStore(
    storeId,
    (tx) => tx.$queryRaw<Named[]>`
      select p.id::text as id, concat('catalogue ', p.version, ' "', p.title, '", index ', d.version, ' "', d.title, '"') as found
      from product p left join search_document d on d.store_id = p.store_id and d.product_id = p.id
      where p.store_id = ${storeId}::uuid and p.id = any(${products}::uuid[]) and (d.version, d.title) is distinct from (p.version, p.title)`,
  );
}

function miscounted(storeId: World["store"]["id"]): Promise<Named[]> {
  return withStore(
    storeId,
    (tx) => tx.$queryRaw<Named[]>`
      with sold as (
        select l.product_id, sum(l.quantity)::int as units from order_line l join "order" o on o.store_id = l.store_id and o.id = l.order_id
        where l.store_id = ${storeId}::uuid and o.payment_state = 'paid' and l.product_id is not null group by l.product_id)
      select coalesce(sold.product_id, s.product_id)::text as id, concat('sold ', coalesce(sold.units, 0), ', counted ', coalesce(s.units, 0)) as found
      from sold full join (select product_id, units from product_sales where store_id = ${storeId}::uuid) s on s.product_id = sold.product_id
      where coalesce(sold.units, 0) <> coalesce(s.units, 0)`,
  );
}

/** The whole store's: also products that came, went and moved between collections meanwhile. */
async function drifted(storeId: World["store"]["id"]): Promise<Named[]> {
  const { products } = await readDrift(storeId, "postgres", 20);
  return products.map(({ productId, kind, title, databaseVersion, indexVersion }) => ({
    id: productId,
    found: `${kind} "${title}", catalogue ${databaseVersion}, index ${indexVersion}`,
  }));
}

function unpublished(storeId: World["store"]["id"], until: Date): Promise<Named[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<Named[]>`
      select id::text as id, concat(name, ' ', last_error) as found from outbox_event
      where store_id = ${storeId}::uuid and published_at is null and (not_before is null or not_before < ${until})`,
  );
}

const routesJson = (): string => JSON.stringify(activeRoutes().map(({ event, consumer }) => ({ event, consumer })));

/** Deliveries that no consumer has marked: of events for at once, and of those whose later was by then. */
export function undone(storeId: World["store"]["id"], until: Date): Promise<Named[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<Named[]>`
      select e.id::text as id, concat(e.name, ' for ', r.consumer) as found
      from outbox_event e
      join jsonb_to_recordset(${routesJson()}::jsonb) as r(event text, consumer text) on r.event = e.name
      left join processed_event p on p.consumer = r.consumer and p.event_id = e.id::text
      where e.store_id = ${storeId}::uuid and p.event_id is null and (e.not_before is null or e.not_before < ${until})`,
  );
}

export type Lag = { p50Ms: number; p95Ms: number; deliveries: number };

const lagRow = z.object({ p50: z.number().nullable(), p95: z.number().nullable(), deliveries: z.number() });

/** From the commit of a product's change to the commit of its entry in the index. */
export async function measureLag(storeId: World["store"]["id"], since: Date): Promise<Lag> {
  const rows = await withPlatform(
    (tx) => tx.$queryRaw<unknown[]>`
      select percentile_cont(0.5) within group (order by late) as p50, percentile_cont(0.95) within group (order by late) as p95,
             count(*)::int as deliveries
      from (select extract(epoch from p.processed_at - e.created_at) * 1000 as late from outbox_event e
            join processed_event p on p.event_id = e.id::text and p.consumer = 'index-product'
            where e.store_id = ${storeId}::uuid and e.name = 'product.changed' and e.created_at > ${since}) as told`,
  );
  const { p50, p95, deliveries } = lagRow.parse(rows[0]);
  return { p50Ms: Math.round(p50 ?? 0), p95Ms: Math.round(p95 ?? 0), deliveries };
}
