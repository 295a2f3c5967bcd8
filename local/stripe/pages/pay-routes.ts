import { type Context, Hono } from "hono";
import { z } from "zod";
import { expireByTimer } from "@/local/stripe/checkout/expire";
import { type Paid, paySession, SubscriptionDeclined } from "@/local/stripe/checkout/pay";
import { chooseShipping } from "@/local/stripe/checkout/shipping";
import { type CardFields, type CardReading, cardFields, type FieldErrors, readCardFields } from "@/local/stripe/pages/card-form";
import { answerMissing, answerPage, findHosted, type PageAnswer, submitPage } from "@/local/stripe/pages/hosted";
import { type PayView, payPage } from "@/local/stripe/pages/pay-page";
import { type Entry, endOf, readPayView } from "@/local/stripe/pages/pay-view";
import { chooseLanguage, type Texts, textsFor } from "@/local/stripe/pages/texts";
import type { Decline } from "@/local/stripe/payments/attempt";
import { createCardMethod, createDelayedMethod, DELAYED_METHODS } from "@/local/stripe/payments/payment-methods";
import type { Sandbox } from "@/local/stripe/sandbox";
import { type CheckoutSession, checkoutSessions, type PaymentMethod } from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

const payForm = cardFields.extend({
  email: z.string().trim().default(""),
  method: z.enum(["card", ...DELAYED_METHODS]).default("card"),
  ending: z.enum(["paid", "refused"]).default("paid"),
  shipping: z.string().optional(),
});
type PayForm = z.output<typeof payForm>;

/** The hosted payment page. Sending it twice pays once: the second one finds the session complete and goes where the first went. */
export function payRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.get("/c/pay/:id", async (c) => {
    const found = await findHosted(sandbox, checkoutSessions, c);
    if (!found) return answerMissing(c);

    const answer = await sandbox.records.transaction((session) =>
      showPage(sandbox.work(session, { scope: found.scope }), found.value.id, entryOf(c, found.value)),
    );
    sandbox.notices.flush().catch(console.error);
    return answerPage(c, answer);
  });
  app.post("/c/pay/:id", async (c) => {
    const found = await findHosted(sandbox, checkoutSessions, c);
    if (!found) return answerMissing(c);

    const form = payForm.parse(await c.req.parseBody());
    const entry = entryOf(c, found.value);
    const run = (work: Work): Promise<PageAnswer> => pay(work, found.value.id, { form, entry });
    try {
      return await submitPage(sandbox, c, { scope: found.scope, operation: "POST /c/pay/{id}", run });
    } catch (error) {
      if (!(error instanceof SubscriptionDeclined)) throw error;
      const view = await readPayView(sandbox.work(sandbox.records, { scope: found.scope }), found.value.id, { ...entry, typed: form });
      return answerPage(c, refused(view, error.decline));
    }
  });
  return app;
}

function entryOf(c: Context, session: CheckoutSession): Entry {
  return { language: chooseLanguage(session.locale, c.req.header("accept-language")), typed: {} };
}

async function showPage(work: Work, sessionId: string, entry: Entry): Promise<PageAnswer> {
  const session = await current(work, sessionId);
  return endOf(session, entry.language) ?? { markup: payPage(await readPayView(work, sessionId, entry)) };
}

/** The session as the clock has it, locked: a late one expires here, without waiting for the clock's next tick. */
async function current(work: Work, sessionId: string): Promise<CheckoutSession> {
  const session = await needLocked(work, checkoutSessions, sessionId);
  if (session.status !== "open" || session.expires_at > work.now) return session;

  await expireByTimer(work, sessionId);
  return needLocked(work, checkoutSessions, sessionId);
}

async function pay(work: Work, sessionId: string, { form, entry }: { form: PayForm; entry: Entry }): Promise<PageAnswer> {
  const ended = endOf(await current(work, sessionId), entry.language);
  if (ended) return ended;

  await chooseShipping(work, sessionId, form.shipping);
  const view = await readPayView(work, sessionId, { ...entry, typed: form });
  const texts = textsFor(entry.language);
  const card = view.needsCard && form.method === "card" ? readCardFields(form, texts, work.now) : null;
  const errors = { ...emailErrors(view, form, texts), ...(card && !card.ok ? card.errors : {}) };
  if (Object.keys(errors).length > 0) return { markup: payPage({ ...view, errors, alert: texts.errors.summary }), status: 422 };

  const buyer = { email: view.knownEmail ?? form.email, name: form.name ?? "" };
  const method = await methodOf(work, { view, form, card });
  const paid = await paySession(work, { session: view.session, method, buyer, mayAsk: true, willSettle: form.ending === "paid" });
  return afterPaying(view, paid);
}

function emailErrors({ knownEmail }: PayView, form: PayForm, texts: Texts): FieldErrors {
  return knownEmail || z.email().safeParse(form.email).success ? {} : { email: texts.errors.email };
}

async function methodOf(
  work: Work,
  { view, form, card }: { view: PayView; form: PayForm; card: CardReading | null },
): Promise<PaymentMethod | null> {
  const email = view.knownEmail ?? form.email;
  if (card?.ok) return createCardMethod(work, card.card, { name: card.name, email });
  if (form.method === "card" || !view.delayed.includes(form.method)) return null;

  return createDelayedMethod(work, form.method, { name: form.name ?? null, email });
}

function afterPaying(view: PayView, paid: Paid): PageAnswer {
  if (paid.kind === "declined") return refused(view, paid.decline);
  if (paid.kind === "asks") return { redirect: `/c/authenticate/${paid.authenticateId}` };

  const ended = endOf(paid.session, view.language);
  if (!ended) throw new Error(`session ${paid.session.id} was paid and is not complete`);
  return ended;
}

function refused(view: PayView, decline: Decline): PageAnswer {
  const { declines } = textsFor(view.language);
  const message = declines[decline.declineCode ?? decline.code] ?? declines.generic_decline ?? decline.message;
  const typed: CardFields & { email?: string } = { email: view.typed.email ?? "", name: view.typed.name ?? "" };
  return { markup: payPage({ ...view, typed, errors: { number: message }, alert: message }), status: 402 };
}
