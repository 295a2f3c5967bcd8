import { readTrialEnd } from "@/local/stripe/billing/trial";
import { sessionLineItems } from "@/local/stripe/checkout/line-items";
import { sessionSettings } from "@/local/stripe/checkout/settings";
import type { PageAnswer } from "@/local/stripe/pages/hosted";
import type { PayView } from "@/local/stripe/pages/pay-page";
import { plainPage } from "@/local/stripe/pages/plain-page";
import { type Language, textsFor } from "@/local/stripe/pages/texts";
import { DELAYED_METHODS } from "@/local/stripe/payments/payment-methods";
import { type CheckoutSession, checkoutSessions, customers } from "@/local/stripe/stored";
import { need, type Work } from "@/local/stripe/work";

export type Entry = { language: Language; typed: PayView["typed"] };

export async function readPayView(work: Work, sessionId: string, { language, typed }: Entry): Promise<PayView> {
  const session = await need(work, checkoutSessions, sessionId);
  const settings = await need(work, sessionSettings, sessionId);
  const customer = session.customer ? await work.shelf.get(customers, session.customer) : null;
  const trialEnd = readTrialEnd(work, settings.subscriptionData);
  return {
    session,
    items: await sessionLineItems(work, sessionId),
    shipping: settings.shipping,
    delayed: DELAYED_METHODS.filter((method) => session.payment_method_types.includes(method)),
    language,
    trialEnd,
    needsCard: needsCard(session, trialEnd),
    submitMessage: settings.submitMessage,
    knownEmail: customer?.email ?? session.customer_email,
    typed,
    errors: {},
    alert: null,
  };
}

function needsCard(session: CheckoutSession, trialEnd: number | null): boolean {
  const isFreeNow = session.amount_total === 0 || trialEnd !== null;
  return !isFreeNow || session.payment_method_collection === "always";
}

/** Where a session that is over leads; null while it is open. */
export function endOf(session: CheckoutSession, language: Language): PageAnswer | null {
  const texts = textsFor(language);
  if (session.status === "complete") return { redirect: (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id) };
  if (session.status === "open") return null;

  return { markup: plainPage({ language, title: texts.expired, help: texts.expiredHelp, backUrl: session.cancel_url }), status: 410 };
}
