import { z } from "zod";
import { type StoreId, toStoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { AskFirst, Subject } from "@/lib/events/resolve-letters";
import { findRoute, type PaymentConsumer } from "@/lib/events/routes";
import { openGateway } from "./accounts";
import { findNoticedAttempt } from "./notices";
import { isFinal, toAttemptStatus } from "./rules";
import { settleAttempt } from "./settle";

const payloads = {
  "poll-payment": z.object({ attemptId: z.string() }).transform(({ attemptId }) => ({ kind: "attempt" as const, id: attemptId })),
  "settle-notice": z.object({ noticeId: z.string() }).transform(({ noticeId }) => ({ kind: "notice" as const, id: noticeId })),
  "expire-order": z.object({ orderId: z.string() }).transform(({ orderId }) => ({ kind: "order" as const, id: orderId })),
} satisfies Record<PaymentConsumer, z.ZodType<Meant>>;

type Meant = { kind: "attempt" | "notice" | "order"; id: string };

/**
 * Asks the gateway about the payments that a dead letter is about and applies what it says, before the letter is sent again: the
 * gateway's idempotency keys and the queue's deduplication live shorter than a dead letter (CHECKOUT.md, 9). `silent` when the
 * gateway does not answer: an account that did not answer once is not asked about the other letters of the same act.
 */
export function askingGateways(): AskFirst {
  const silentAccounts = new Set<string>();
  return async (letter) => {
    const attempts = await listSubmitted(letter);
    if (attempts.length === 0) return "nothing_to_ask";
    for (const { storeId, id, gatewayAccountId } of attempts) {
      if (silentAccounts.has(gatewayAccountId)) return "silent";
      if ((await settleAttempt(storeId, id)) !== "silent") continue;
      silentAccounts.add(gatewayAccountId);
      return "silent";
    }
    return "asked";
  };
}

/** What the gateway says of one attempt: a status of ours, or `not_found`, or `rejected`. */
export type GatewayWord = { attemptNo: number; status: string; amountCents: number; currency: string };

/** What the gateway says now about the payments of a dead letter; nothing is applied. Null for a letter that is not about money. */
export async function previewGateway(letter: Subject): Promise<GatewayWord[] | "silent" | null> {
  if (!isPayment(letter.consumer)) return null;
  const words: GatewayWord[] = [];
  for (const { storeId, id } of await listSubmitted(letter)) {
    const word = await askAbout(storeId, id);
    if (word === "silent") return "silent";
    words.push(word);
  }
  return words;
}

async function askAbout(storeId: StoreId, id: string): Promise<GatewayWord | "silent"> {
  const attempt = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findUniqueOrThrow({
      where: { storeId_id: { storeId, id } },
      include: { payment: { select: { order: { select: { currency: true } } } } },
    }),
  );
  const { gateway, credentials } = await openGateway(storeId, attempt.gatewayAccountId);
  const answer = await gateway.find(credentials, {
    gatewayRef: attempt.gatewayRef,
    reference: attempt.gatewayCode,
    submittedAt: attempt.submittedAt,
  });
  const { attemptNo, amountCents, payment } = attempt;
  const word = (status: string) => ({ attemptNo, status, amountCents, currency: payment.order.currency });
  if (answer.kind === "state") return word(answer.state.status);
  return answer.kind === "not_found" || answer.kind === "rejected" ? word(answer.kind) : "silent";
}

type AttemptRef = { storeId: StoreId; id: string; gatewayAccountId: string };

function isPayment(consumer: string): consumer is PaymentConsumer {
  return findRoute(consumer)?.asksGatewayFirst === true;
}

/** The attempts that a letter is about and that the gateway may know of: those that were submitted. */
async function listSubmitted({ consumer, storeId: owner, payload }: Subject): Promise<AttemptRef[]> {
  if (!isPayment(consumer) || !owner) return [];
  const meant = payloads[consumer].safeParse(payload);
  if (!meant.success) return [];
  const storeId = toStoreId(owner);
  const rows = await listMeant(storeId, meant.data);
  return rows.filter(({ status }) => status !== "created").map(({ id, gatewayAccountId }) => ({ storeId, id, gatewayAccountId }));
}

async function listMeant(storeId: StoreId, { kind, id }: Meant): Promise<{ id: string; status: string; gatewayAccountId: string }[]> {
  const attemptId = kind === "notice" ? await findNoticedAttempt(storeId, id) : id;
  if (attemptId === null) return [];
  const where = kind === "order" ? { storeId, orderId: id } : { storeId, id: attemptId };
  const rows = await withStore(storeId, (tx) =>
    tx.paymentAttempt.findMany({ where, select: { id: true, status: true, gatewayAccountId: true } }),
  );
  return kind === "order" ? rows.filter(({ status }) => !isFinal(toAttemptStatus(status))) : rows;
}
