import { Prisma } from "@/lib/db/generated/client";
import { withPlatform } from "@/lib/db/transaction";
import { eventSchemas } from "./events";

export type OutboxRow = { id: string; store_id: string | null; name: string; payload: unknown; not_before: Date | null };

/** How many events one claim takes in all, and of one store: a store's flood leaves room for the others in every batch. */
const batchSize = 100;
const shareOfStore = 20;
/** A claim that was not published within this time belongs to a process that died. */
const claimSeconds = 30;
/**
 * Events for later than this wait here, not in the queue: its plans bound the delay (QStash: 7 days on the free one), and a
 * boleto's hold is longer.
 */
export const horizonSeconds = 86_400;

/**
 * Claims waiting events for this process, a few of each store, stores in the order of their oldest event. Safe with many
 * instances: rows are taken with SKIP LOCKED and stay claimed for thirty seconds. Stores are found by jumping from one to the
 * next in the index of waiting events, so that a long queue of one store is not read through.
 */
export function claimEvents(): Promise<OutboxRow[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<OutboxRow[]>`
      with recursive waiting_store as (
        (select store_id, id as oldest from outbox_event
         where published_at is null and store_id is not null order by store_id, id limit 1)
        union all
        select next.store_id, next.id from waiting_store,
          lateral (select o.store_id, o.id from outbox_event o
                   where o.published_at is null and o.store_id > waiting_store.store_id order by o.store_id, o.id limit 1) as next
      ),
      of_stores as (
        select own.id from (select store_id from waiting_store order by oldest) as store,
          lateral (select o.id from outbox_event o where o.published_at is null and o.store_id = store.store_id and ${isDue}
                   order by o.id limit ${shareOfStore} for update skip locked) as own
        limit ${batchSize - shareOfStore}
      ),
      of_platform as (
        select o.id from outbox_event o where o.published_at is null and o.store_id is null and ${isDue}
        order by o.id limit ${shareOfStore} for update skip locked
      )
      update outbox_event set claimed_at = now(), attempts = attempts + 1
      where id in (select id from of_stores union all select id from of_platform)
      returning id, store_id, name, payload, not_before`,
  );
}

/** Events of a newer version, whose consumers this one does not know, are left to its instances. */
const knownNames = Object.keys(eventSchemas);

const isDue = Prisma.sql`o.name = any(${knownNames}::text[])
  and (o.claimed_at is null or o.claimed_at < now() - make_interval(secs => ${claimSeconds}))
  and (o.not_before is null or o.not_before < now() + make_interval(secs => ${horizonSeconds}))`;
