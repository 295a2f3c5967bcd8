import { emit } from "@/local/stripe/emit";
import { invalidRequest } from "@/local/stripe/errors";
import { cancelIntent } from "@/local/stripe/payments/intents";
import { type CheckoutSession, checkoutSessions, paymentIntents } from "@/local/stripe/stored";
import { clearTimer } from "@/local/stripe/timers";
import { needLocked, type Work } from "@/local/stripe/work";

/** Ends an open session; whatever payment it had begun is cancelled. Fails for a session that ended already. */
export async function expireSession(work: Work, sessionId: string): Promise<CheckoutSession> {
  const session = await needLocked(work, checkoutSessions, sessionId);
  if (session.status !== "open") {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      { param: "session" },
    );
  }
  const expired: CheckoutSession = { ...session, status: "expired", url: null, expires_at: Math.min(session.expires_at, work.now) };
  await work.shelf.put(checkoutSessions, sessionId, expired);
  await clearTimer(work, "expire_session", sessionId);
  if (session.payment_intent) await cancelIntent(work, await needLocked(work, paymentIntents, session.payment_intent), "expired");
  await emit(work, "checkout.session.expired", expired);
  return expired;
}

/** The clock passed a session's end. */
export async function expireByTimer(work: Work, sessionId: string): Promise<void> {
  const session = await work.shelf.lock(checkoutSessions, sessionId);
  if (session?.status === "open") await expireSession(work, sessionId);
}
