import { after, hourMs, minuteMs } from "@/lib/core/time";
import { Prisma } from "@/lib/db/generated/client";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { record } from "./outbox";

/** Of each kind in one sweep; the others are woken in the next. */
const batch = 200;
/** A timer whose message is this late never came. */
const lateMs = 2 * minuteMs;
/** As long as the retries of a woken timer take: until then it is on its way. */
const againMs = hourMs;
/** A look at a domain may be retried for a while before it counts as lost. */
const lostCheckMs = 10 * minuteMs;
/** What woken timers are marked under, beside the marks of deliveries. */
const markedAs = "wake-timers";

/** Polls that are well past their time: their delayed message never came. One that goes on failing is told of once an hour. */
export function wakePolls(): Promise<void> {
  const late = Prisma.sql`
    select store_id, id, next_poll_at as due_at, poll_count as count from payment_attempt where next_poll_at < ${after(-lateMs)}`;
  return withPlatform(async (tx) => {
    for (const { storeId, id, count } of await claim(tx, late)) {
      await record(tx, "payment.poll_due", { storeId, attemptId: id, pollCount: count });
    }
  });
}

/** The same for orders whose hold is over. */
export function wakeHolds(): Promise<void> {
  const late = Prisma.sql`
    select store_id, id, expires_at as due_at, 0 as count from "order" where status = 'awaiting_payment' and expires_at < ${after(-lateMs)}`;
  return withPlatform(async (tx) => {
    for (const { storeId, id } of await claim(tx, late)) await record(tx, "order.hold_ended", { storeId, orderId: id });
  });
}

type Timer = { storeId: string; id: string; count: number };

/**
 * Of the rows that are late those that were not woken for their time within the hour, each for one sweep alone; those that never
 * were go first. The platform may not write to their tables, so the claim is a mark of the row and the time it was due.
 */
function claim(tx: PlatformTx, late: Prisma.Sql): Promise<Timer[]> {
  const before = after(-againMs);
  return tx.$queryRaw<Timer[]>`
    with late as (select *, id || ' ' || extract(epoch from due_at)::bigint as timer from (${late}) as found),
    due as (
      select late.* from late left join processed_event mark on mark.consumer = ${markedAs} and mark.event_id = late.timer
      where mark.processed_at is null or mark.processed_at < ${before}
      order by mark.processed_at nulls first, late.due_at limit ${batch}
    ),
    woken as (
      insert into processed_event (consumer, event_id, store_id) select ${markedAs}, timer, store_id from due
      on conflict (consumer, event_id) do update set processed_at = now() where processed_event.processed_at < ${before}
      returning event_id
    )
    select due.store_id as "storeId", due.id, due.count from due join woken on woken.event_id = due.timer`;
}

/** The same for looks at domains. Moving the due time claims them. */
export function wakeDomainChecks(): Promise<void> {
  return withPlatform(async (tx) => {
    const isLate = { nextCheckAt: { lt: after(-lateMs) } };
    const late = await tx.hostClaim.findMany({ where: isLate, select: { id: true }, orderBy: { nextCheckAt: "asc" }, take: batch });
    const claims = await tx.hostClaim.updateManyAndReturn({
      where: { id: { in: late.map(({ id }) => id) }, ...isLate },
      data: { nextCheckAt: after(lostCheckMs) },
      select: { storeId: true, id: true, checkCount: true },
    });
    for (const { storeId, id, checkCount } of claims) await record(tx, "domain.check_due", { storeId, claimId: id, checkCount });
  });
}
