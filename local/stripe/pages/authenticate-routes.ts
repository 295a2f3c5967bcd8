import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Owned } from "@/local/sandbox/records";
import { paySession, SubscriptionDeclined } from "@/local/stripe/checkout/pay";
import { sessionSettings } from "@/local/stripe/checkout/settings";
import { afterOutcome } from "@/local/stripe/checkout/settlement";
import { answerMissing, answerPage, type PageAnswer, submitPage } from "@/local/stripe/pages/hosted";
import { type Markup, page } from "@/local/stripe/pages/layout";
import { payPage } from "@/local/stripe/pages/pay-page";
import { endOf, readPayView } from "@/local/stripe/pages/pay-view";
import { chooseLanguage, formatMoney, type Language, textsFor } from "@/local/stripe/pages/texts";
import { attemptPayment, failAuthentication } from "@/local/stripe/payments/attempt";
import type { Sandbox } from "@/local/stripe/sandbox";
import { type CheckoutSession, checkoutSessions, type PaymentIntent, paymentIntents, paymentMethods } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

/** What is to be confirmed: an intent, or a subscription's session that has no intent yet. */
type Subject = { intent: PaymentIntent | null; session: CheckoutSession | null };

/** The bank's 3-D Secure page. */
export function authenticateRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.get("/c/authenticate/:id", async (c) => {
    const found = await findSubject(sandbox, c);
    return found ? answerPage(c, { markup: authenticatePage(found.value, languageOf(c, found.value)) }) : answerMissing(c);
  });
  app.post("/c/authenticate/:id", async (c) => {
    const found = await findSubject(sandbox, c);
    if (!found) return answerMissing(c);

    const isApproved = (await c.req.parseBody()).answer === "approve";
    const language = languageOf(c, found.value);
    return submitPage(sandbox, c, {
      scope: found.scope,
      operation: "POST /c/authenticate/{id}",
      run: (work) => answerQuestion(work, found.value, { isApproved, language }),
    });
  });
  return app;
}

async function findSubject(sandbox: Sandbox, c: Context): Promise<Owned<Subject> | null> {
  const id = c.req.param("id") ?? "";
  const intent = await sandbox.records.locate(paymentIntents, id);
  if (intent) {
    const session = await sandbox.records.in(intent.scope).findBy(checkoutSessions, { payment_intent: id });
    return { scope: intent.scope, value: { intent: intent.value, session } };
  }
  const session = await sandbox.records.locate(checkoutSessions, id);
  return session && { scope: session.scope, value: { intent: null, session: session.value } };
}

function languageOf(c: Context, { session }: Subject): Language {
  return chooseLanguage(session?.locale ?? null, c.req.header("accept-language"));
}

function authenticatePage({ intent, session }: Subject, language: Language): Markup {
  const texts = textsFor(language);
  const amount = formatMoney(intent?.amount ?? session?.amount_total ?? 0, intent?.currency ?? session?.currency ?? "usd", language);
  return page({
    title: texts.authTitle,
    language,
    notice: texts.sandboxNotice,
    body: html`
      <h1>${texts.authTitle}</h1>
      <p>${texts.authHelp}</p>
      <p class="due money">${amount}</p>
      <form class="stack" method="post">
        <button type="submit" name="answer" value="approve">${texts.approve}</button>
        <button class="quiet" type="submit" name="answer" value="refuse">${texts.refuse}</button>
      </form>
    `,
  });
}

type Answered = { isApproved: boolean; language: Language };

async function answerQuestion(work: Work, { intent, session }: Subject, answered: Answered): Promise<PageAnswer> {
  if (session) {
    const ended = endOf(await needLocked(work, checkoutSessions, session.id), answered.language);
    if (ended) return ended;
  }
  if (intent) return answerForIntent(work, { intentId: intent.id, session }, answered);
  if (session) return answerForSubscription(work, session, answered);
  throw new Error("nothing to authenticate");
}

async function answerForIntent(
  work: Work,
  { intentId, session }: { intentId: string; session: CheckoutSession | null },
  { isApproved, language }: Answered,
): Promise<PageAnswer> {
  const intent = await needLocked(work, paymentIntents, intentId);
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null;
  const isAsking = intent.status === "requires_action" && intent.payment_method !== null;
  if (isAsking && isApproved) {
    const method = await need(work, paymentMethods, intent.payment_method ?? "");
    await afterOutcome(work, await attemptPayment(work, { intent, method, mayAsk: false }));
  }
  if (isAsking && !isApproved) await failAuthentication(work, intent);
  if (session) return backToSession(work, session.id, language);

  const query = `payment_intent=${intentId}&redirect_status=${isApproved ? "succeeded" : "failed"}`;
  return returnUrl
    ? { redirect: `${returnUrl}${returnUrl.includes("?") ? "&" : "?"}${query}` }
    : { redirect: `/c/authenticate/${intentId}` };
}

async function answerForSubscription(work: Work, session: CheckoutSession, { isApproved, language }: Answered): Promise<PageAnswer> {
  const settings = await need(work, sessionSettings, session.id);
  const { waitingMethodId, waitingDetails } = settings;
  if (!isApproved || !waitingMethodId || !waitingDetails) return backToSession(work, session.id, language);

  const method = await need(work, paymentMethods, waitingMethodId);
  const paid = await paySession(work, {
    session: await needLocked(work, checkoutSessions, session.id),
    method,
    buyer: waitingDetails,
    mayAsk: false,
    willSettle: true,
  });
  if (paid.kind === "declined") throw new SubscriptionDeclined(paid.decline);
  return backToSession(work, session.id, language);
}

/** The store's page when the session is complete, else the payment page with the reason. */
async function backToSession(work: Work, sessionId: string, language: Language): Promise<PageAnswer> {
  const ended = endOf(await need(work, checkoutSessions, sessionId), language);
  if (ended) return ended;

  const message = textsFor(language).declines.authentication ?? "";
  const view = await readPayView(work, sessionId, { language, typed: {} });
  return { markup: payPage({ ...view, errors: { number: message }, alert: message }), status: 402 };
}
