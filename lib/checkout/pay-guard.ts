import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { isSolved, newRiddle } from "@/lib/security/proof-of-work";
import { isUsedUp, isWithinLimit, type LimitedAct } from "@/lib/security/rate-limit";
import { requireStore } from "@/lib/stores/queries";

/** Who tries to pay, and with what. */
export type PayTry = {
  host: string;
  /** Of the network, see `requestAddress`. */
  address: string;
  /** Null before there is one. */
  orderId: string | null;
  method: PaymentMethod;
  /** First six and last four digits of the card, as the browser says: `400000-0010`. Believed only to be stricter. */
  cardMark: string;
  /** The solution of a riddle, or empty. */
  proof: string;
};

/** `prove`: the browser has to work first · `wait`: this card was refused too often. */
export type GuardVerdict = { kind: "go" } | { kind: "prove"; riddle: string } | { kind: "wait" };

/**
 * Stands between a shop and those who try stolen cards on it: a card that was refused often is not tried again for an hour, and
 * after some refusals (by address, by order, or at the whole host) each further try costs the browser a proof of work. Shoppers who
 * are not refused never meet it. Pix and boleto test no card and are let through.
 */
export async function guardPayment(tried: PayTry): Promise<GuardVerdict> {
  if (tried.method !== "card" && tried.method !== "hosted") return { kind: "go" };
  if (tried.cardMark && (await isUsedUp("refusedCard", tried.cardMark))) return { kind: "wait" };
  if (!(await isSuspicious(tried))) return { kind: "go" };
  if (tried.proof && (await isSolved(tried.host, tried.proof))) return { kind: "go" };
  return { kind: "prove", riddle: await newRiddle(tried.host) };
}

/** A card without its mark is one whose browser was not this page. */
async function isSuspicious({ host, address, orderId, method, cardMark }: PayTry): Promise<boolean> {
  if (method === "card" && cardMark === "") return true;
  const counters: [LimitedAct, string][] = [
    ["refusedAtAddress", `${host}:${address}`],
    ["refusedAtHost", host],
    ["pageOpened", `${host}:${address}`],
    ["pageOpenedAtHost", host],
    ...(orderId ? ([["refusedForOrder", orderId]] satisfies [LimitedAct, string][]) : []),
  ];
  const used = await Promise.all(counters.map(([act, key]) => isUsedUp(act, key)));
  return used.includes(true);
}

/** Counts what came of a try: refused cards by who tried them and by the card that the gateway saw, and opened payment pages. */
export async function countOutcome(storeId: StoreId, tried: PayTry, attemptId: string): Promise<void> {
  const { host, address, method } = tried;
  if (method === "hosted") {
    await isWithinLimit("pageOpened", `${host}:${address}`);
    await isWithinLimit("pageOpenedAtHost", host);
  }
  if (method !== "card") return;
  const where = { storeId_id: { storeId, id: attemptId } };
  const attempt = await withStore(storeId, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where }));
  if (attempt.status !== "failed") return;

  const seen = markOf(attempt.display) ?? tried.cardMark;
  await countRefusal({ host, orderId: attempt.orderId, mark: seen });
  // A browser that named another card than the gateway saw is no browser of a shopper's.
  const weight = seen === tried.cardMark ? 1 : 3;
  for (let count = 0; count < weight; count++) await isWithinLimit("refusedAtAddress", `${host}:${address}`);
}

/** Counts a card that was refused after the shopper's request: by the store's host, the order and the card. Whose address it was is not known any more. */
export async function countLateRefusal(storeId: StoreId, attemptId: string): Promise<void> {
  const where = { storeId_id: { storeId, id: attemptId } };
  const { orderId, display } = await withStore(storeId, (tx) => tx.paymentAttempt.findUniqueOrThrow({ where }));
  const { primaryHost } = await requireStore(storeId);
  await countRefusal({ host: primaryHost, orderId, mark: markOf(display) ?? "" });
}

type Refusal = { host: string; orderId: string; mark: string };

async function countRefusal({ host, orderId, mark }: Refusal): Promise<void> {
  await isWithinLimit("refusedAtHost", host);
  await isWithinLimit("refusedForOrder", orderId);
  if (mark) await isWithinLimit("refusedCard", mark);
}

function markOf(display: unknown): string | null {
  const { cardFirstSix, cardLastFour } = Object(display) as { cardFirstSix?: unknown; cardLastFour?: unknown };
  return typeof cardFirstSix === "string" && typeof cardLastFour === "string" ? `${cardFirstSix}-${cardLastFour}` : null;
}
