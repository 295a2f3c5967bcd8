import { newId, type StoreId, toStoreId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { OutsideSilent } from "@/lib/events/failures";
import { record } from "@/lib/events/outbox";
import { refreshStanding } from "./account-standing";
import { openNoticeSecret, testNoticeKind } from "./accounts";
import type { Notice, Provider } from "./gateways/port";
import { settleAttempt } from "./settle";

export type NoticeAccount = { storeId: StoreId; id: string };

/** The account behind the unguessable part of a notice address, with the credentials that its notices must carry. */
export async function findAccountByNoticeKey(noticeKey: string): Promise<(NoticeAccount & { noticeSecret: string }) | null> {
  const row = await withPlatform((tx) =>
    tx.gatewayAccount.findUnique({ where: { noticeKey }, select: { storeId: true, id: true, noticeSealed: true } }),
  );
  return row && { storeId: toStoreId(row.storeId), id: row.id, noticeSecret: openNoticeSecret(row) };
}

/** The stores' accounts that bear a provider's account id; usually one. */
export async function listAccountsByExternalId(provider: Provider, externalId: string): Promise<NoticeAccount[]> {
  const rows = await withPlatform((tx) =>
    tx.gatewayAccount.findMany({ where: { provider, externalId }, select: { storeId: true, id: true }, take: 20 }),
  );
  return rows.map((row) => ({ storeId: toStoreId(row.storeId), id: row.id }));
}

/**
 * Puts a notice in the inbox, once per event of the gateway, with the message that will look into it. When this returns it is
 * committed: only then may the gateway be told that it arrived.
 */
export async function receiveNotice({ storeId, id: gatewayAccountId }: NoticeAccount, notice: Notice): Promise<"received" | "seen_before"> {
  return withStore(storeId, async (tx) => {
    const noticeId = newId();
    const reference = notice.reference ?? notice.gatewayRef ?? "";
    const inserted = await tx.$executeRaw`
      insert into gateway_notice (store_id, id, gateway_account_id, gateway_event_id, kind, reference)
      values (${storeId}::uuid, ${noticeId}::uuid, ${gatewayAccountId}::uuid, ${notice.eventId}, ${notice.kind}, ${reference})
      on conflict (store_id, gateway_account_id, gateway_event_id) do nothing`;
    if (inserted === 0) return "seen_before";
    const isFromGateway = notice.kind !== testNoticeKind;
    const account = { storeId_id: { storeId, id: gatewayAccountId } };
    if (isFromGateway) await tx.gatewayAccount.update({ where: account, data: { lastNoticeAt: new Date() } });
    if (reference) await record(tx, "payment.notice_received", { storeId, noticeId });
    return "received";
  });
}

/**
 * Looks into a notice: finds the attempt that it is about, by our code or by an id of the gateway, and settles it; one about the
 * account itself asks how that stands. A notice about nothing of ours is kept as `unmatched`. Throws when the gateway is silent, so that the queue asks again.
 */
export async function settleNotice(storeId: StoreId, noticeId: string): Promise<void> {
  const where = { storeId_id: { storeId, id: noticeId } };
  const notice = await withStore(storeId, (tx) => tx.gatewayNotice.findUniqueOrThrow({ where }));
  const outcome = notice.kind.startsWith("account.") ? await lookAtAccount(storeId, notice) : await lookAtPayment(storeId, notice);
  if (outcome === "silent") throw new OutsideSilent("the gateway did not answer");
  await withStore(storeId, (tx) => tx.gatewayNotice.update({ where, data: { processedAt: new Date(), outcome } }));
}

type Subject = { gatewayAccountId: string; reference: string };

async function lookAtPayment(storeId: StoreId, subject: Subject): Promise<string> {
  const attemptId = await findAttemptId(storeId, subject);
  return attemptId ? settleAttempt(storeId, attemptId) : "unmatched";
}

async function lookAtAccount(storeId: StoreId, { gatewayAccountId }: Subject): Promise<string> {
  const standing = await refreshStanding(storeId, gatewayAccountId);
  if (!standing.ok) return "silent";
  return standing.value.canCharge ? "can_charge" : "cannot_charge";
}

async function findAttemptId(storeId: StoreId, { gatewayAccountId, reference }: Subject): Promise<string | null> {
  return withStore(storeId, async (tx) => {
    const named = await tx.paymentAttempt.findFirst({
      where: { storeId, gatewayAccountId, OR: [{ gatewayCode: reference }, { gatewayRef: reference }] },
      select: { id: true },
    });
    if (named) return named.id;
    const fact = await tx.ledgerEntry.findFirst({ where: { storeId, gatewayRef: reference }, select: { attemptId: true } });
    return fact?.attemptId ?? null;
  });
}

/** The attempt that a kept notice is about; null when it is about nothing of ours, or there is no such notice. */
export async function findNoticedAttempt(storeId: StoreId, noticeId: string): Promise<string | null> {
  const notice = await withStore(storeId, (tx) => tx.gatewayNotice.findUnique({ where: { storeId_id: { storeId, id: noticeId } } }));
  return notice && findAttemptId(storeId, notice);
}
