import { createHash } from "node:crypto";
import type { StoreId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { lanes } from "@/lib/events/routes";
import type { Received } from "./mail-sink";

type Named = { id: string; found: string };

/** What the mail server accepted, and how many processes were killed meanwhile. */
export type Post = { received: readonly Received[]; kills: number };

/** The mails of an order's standing: paid, to the shopper and to the merchant, or waiting to be. (A paid order gets no mail of its placing any more.) */
export function unsentMails(storeId: StoreId, merchant: string): Promise<Named[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<Named[]>`
      with standing as (select id, status from "order" where store_id = ${storeId}::uuid and status in ('confirmed', 'awaiting_payment')),
        due as (select concat('order-', case status when 'confirmed' then 'paid' else 'placed' end, ':', id, ':') as key from standing
          union all select concat('order-sold:', id, ':', ${merchant}::text) from standing where status = 'confirmed')
      select due.key as id, coalesce(m.status, 'never begun') as found from due left join mail_message m on m.dedupe_key = due.key
      where m.status is distinct from 'sent'`,
  );
}

/**
 * Mails that were begun and neither sent nor given up. One about an order's placing may stay so: who was to send it was killed, and
 * the order was paid by the time it came again.
 */
export function stuckMails(storeId: StoreId): Promise<Named[]> {
  return withPlatform(
    (tx) => tx.$queryRaw<Named[]>`
      select m.dedupe_key as id, m.status as found from mail_message m
      where m.store_id = ${storeId}::uuid and m.status = 'sending' and not exists (
        select 1 from "order" o where o.store_id = m.store_id and o.status <> 'awaiting_payment' and m.dedupe_key = concat('order-placed:', o.id, ':'))`,
  );
}

/**
 * Compares what was accepted with what counts as sent, mail by mail: none is missing, and none comes that nobody counts. Sending is at
 * least once: who is killed between the acceptance and the mark has the mail sent again, so that a kill doubles as many mails as a
 * store may have under way, and without kills there is no double.
 */
export async function wronglyReceived(storeId: StoreId, { received, kills }: Post): Promise<Named[]> {
  const rows = await withPlatform((tx) =>
    tx.mailMessage.findMany({ where: { storeId }, select: { dedupeKey: true, recipient: true, status: true } }),
  );
  return compareMails(
    rows.map(({ dedupeKey, recipient, status }) => ({ key: dedupeKey, id: idOf(dedupeKey), to: recipient, isSent: status === "sent" })),
    { received, mostDoubles: kills * lanes.mail },
  );
}

/** As `lib/mail/send.ts` makes it. */
function idOf(dedupeKey: string): string {
  return createHash("sha256").update(dedupeKey).digest("hex").slice(0, 32);
}

type Counted = { key: string; id: string; to: string; isSent: boolean };

/** The comparison itself. */
export function compareMails(
  counted: readonly Counted[],
  { received, mostDoubles }: { received: readonly Received[]; mostDoubles: number },
): Named[] {
  const copies = Map.groupBy(received, ({ id, to }) => `${id} ${to}`);
  const known = new Set(counted.map(({ id, to }) => `${id} ${to}`));
  const missing = counted
    .filter(({ id, to, isSent }) => isSent && !copies.has(`${id} ${to}`))
    .map(({ key }) => ({ id: key, found: "never arrived" }));
  const unknown = [...copies.keys()]
    .filter((mail) => !known.has(mail))
    .map((mail) => ({ id: mail, found: "arrived, and counts as nothing" }));
  const doubled = counted.flatMap(({ key, id, to }) => {
    const arrived = copies.get(`${id} ${to}`)?.length ?? 0;
    return arrived > 1 ? [{ id: key, found: `arrived ${arrived} times` }] : [];
  });
  const doubles = received.length - copies.size;
  return [...missing, ...unknown, ...(doubles > mostDoubles ? doubled : [])];
}
