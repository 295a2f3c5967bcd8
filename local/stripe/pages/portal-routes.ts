import { type Context, Hono } from "hono";
import { z } from "zod";
import { retryInvoice } from "@/local/stripe/billing/renew";
import { currentPeriodEnd, endSubscription, hasEnded, planSubscription, saveChange } from "@/local/stripe/billing/subscription-states";
import { setDefaultMethod } from "@/local/stripe/catalog/customers";
import { cardFields, type FieldErrors, readCardFields } from "@/local/stripe/pages/card-form";
import { answerMissing, answerPage, findHosted, type PageAnswer, submitPage } from "@/local/stripe/pages/hosted";
import { type PortalView, portalPage } from "@/local/stripe/pages/portal-page";
import { chooseLanguage, type Language, textsFor } from "@/local/stripe/pages/texts";
import { attachMethod, createCardMethod } from "@/local/stripe/payments/payment-methods";
import type { Sandbox } from "@/local/stripe/sandbox";
import {
  customers,
  invoices,
  type PaymentMethod,
  type PortalSession,
  paymentMethods,
  portalConfigurations,
  portalSessions,
  products,
  type Subscription,
  subscriptions,
} from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const portalForm = cardFields.extend({ act: z.enum(["cancel", "resume", "card"]), subscription: z.string().optional() });
type PortalForm = z.output<typeof portalForm>;

export function portalPageRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.get("/b/portal/:id", async (c) => {
    const found = await findHosted(sandbox, portalSessions, c);
    if (!found) return answerMissing(c);

    const view = await readView(sandbox.work(sandbox.records, { scope: found.scope }), found.value, languageOf(c, found.value));
    return answerPage(c, { markup: portalPage(view) });
  });
  app.post("/b/portal/:id", async (c) => {
    const found = await findHosted(sandbox, portalSessions, c);
    const form = portalForm.safeParse(await c.req.parseBody());
    if (!found || !form.success) return answerMissing(c);

    const language = languageOf(c, found.value);
    return submitPage(sandbox, c, {
      scope: found.scope,
      operation: "POST /b/portal/{id}",
      run: (work) => act(work, found.value, { form: form.data, language }),
    });
  });
  return app;
}

function languageOf(c: Context, session: PortalSession): Language {
  return chooseLanguage(session.locale, c.req.header("accept-language"));
}

async function readView(work: Work, session: PortalSession, language: Language): Promise<PortalView> {
  const { features } = await need(work, portalConfigurations, session.configuration);
  const all = await work.shelf.list(subscriptions, { where: { customer: session.customer } });
  const running = all.filter((subscription) => !hasEnded(subscription));
  return {
    session,
    features,
    subscriptions: await Promise.all(
      running.map(async (subscription) => ({
        subscription,
        product: await work.shelf.get(products, subscription.items.data[0]?.price.product ?? ""),
      })),
    ),
    method: await methodOnFile(work, session.customer, running[0] ?? null),
    invoices: await work.shelf.list(invoices, { where: { customer: session.customer }, limit: 12 }),
    language,
    typed: {},
    errors: {},
    done: null,
  };
}

async function methodOnFile(work: Work, customerId: string, subscription: Subscription | null): Promise<PaymentMethod | null> {
  const customer = await work.shelf.get(customers, customerId);
  const fallback = customer?.invoice_settings?.default_payment_method;
  const id = subscription?.default_payment_method ?? (typeof fallback === "string" ? fallback : null);
  return id ? work.shelf.get(paymentMethods, id) : null;
}

type Act = { form: PortalForm; language: Language };

async function act(work: Work, session: PortalSession, { form, language }: Act): Promise<PageAnswer> {
  const texts = textsFor(language);
  const { features } = await need(work, portalConfigurations, session.configuration);
  if (form.act === "card") {
    const errors = await changeCard(work, session.customer, { form, language });
    if (errors) return { markup: portalPage({ ...(await readView(work, session, language)), errors, typed: form }), status: 422 };
    return finish(work, session, { language, done: texts.saved ?? "" });
  }
  const subscription = await needLocked(work, subscriptions, form.subscription ?? "");
  if (subscription.customer !== session.customer || hasEnded(subscription)) return finish(work, session, { language, done: null });
  if (form.act === "resume") {
    await resume(work, subscription);
    return finish(work, session, { language, done: texts.resumed });
  }
  const isAtOnce = features.subscription_cancel.mode === "immediately";
  await (isAtOnce ? endSubscription(work, subscription, "cancellation_requested") : cancelAtPeriodEnd(work, subscription));
  return finish(work, session, { language, done: isAtOnce ? texts.ended : texts.cancelled });
}

/** Back to where a flow was to end, else the portal with what was done. */
async function finish(
  work: Work,
  session: PortalSession,
  { language, done }: { language: Language; done: string | null },
): Promise<PageAnswer> {
  const returnUrl = session.flow?.after_completion.redirect?.return_url;
  if (done && returnUrl) return { redirect: returnUrl };

  return { markup: portalPage({ ...(await readView(work, session, language)), done }) };
}

/** Stores the card and charges it from now on; an overdue invoice is tried with it at once. */
async function changeCard(work: Work, customerId: string, { form, language }: Act): Promise<FieldErrors | null> {
  const read = readCardFields(form, textsFor(language), work.now);
  if (!read.ok) return read.errors;

  const method = await createCardMethod(work, read.card, { name: read.name, email: null });
  await attachMethod(work, method, customerId);
  await setDefaultMethod(work, customerId, method.id);
  for (const subscription of await work.shelf.list(subscriptions, { where: { customer: customerId } })) {
    if (hasEnded(subscription)) continue;
    await saveChange(work, subscription, { ...subscription, default_payment_method: method.id });
    if (subscription.status === "past_due" && subscription.latest_invoice) await retryInvoice(work, subscription.latest_invoice);
  }
  return null;
}

async function cancelAtPeriodEnd(work: Work, subscription: Subscription): Promise<void> {
  const details = { comment: null, feedback: null, feedback_option: null, reason: "cancellation_requested" } as const;
  const ending: Subscription = {
    ...subscription,
    cancel_at_period_end: true,
    cancel_at: currentPeriodEnd(subscription),
    canceled_at: work.now,
    cancellation_details: details,
  };
  await saveChange(work, subscription, ending);
  await planSubscription(work, ending);
}

async function resume(work: Work, subscription: Subscription): Promise<void> {
  const details = { comment: null, feedback: null, feedback_option: null, reason: null };
  const resumed: Subscription = {
    ...subscription,
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: null,
    cancellation_details: details,
  };
  await saveChange(work, subscription, resumed);
  await planSubscription(work, resumed);
}
