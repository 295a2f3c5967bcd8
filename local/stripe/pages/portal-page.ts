import { html } from "hono/html";
import { CARD_SCRIPT, type CardFields, cardInputs, type FieldErrors, testCards } from "@/local/stripe/pages/card-form";
import { type Markup, page } from "@/local/stripe/pages/layout";
import { rhythm } from "@/local/stripe/pages/pay-page";
import { formatDate, formatMoney, type Language, type Texts, textsFor } from "@/local/stripe/pages/texts";
import type { Invoice, PaymentMethod, PortalConfiguration, PortalSession, Product, Subscription } from "@/local/stripe/stored";

export type PortalView = {
  session: PortalSession;
  features: PortalConfiguration["features"];
  subscriptions: readonly { subscription: Subscription; product: Product | null }[];
  method: PaymentMethod | null;
  invoices: readonly Invoice[];
  language: Language;
  typed: CardFields;
  errors: FieldErrors;
  /** What was just done, in a sentence. */
  done: string | null;
};

export function portalPage(view: PortalView): Markup {
  const texts = textsFor(view.language);
  const isCardFlow = view.session.flow?.type === "payment_method_update";
  return page({
    title: texts.portalTitle,
    language: view.language,
    notice: texts.sandboxNotice,
    script: CARD_SCRIPT,
    body: html`
      ${view.session.return_url ? html`<p><a class="back" href="${view.session.return_url}">${texts.back}</a></p>` : ""}
      <h1>${texts.portalTitle}</h1>
      ${view.done ? html`<p class="good" role="status">${view.done}</p>` : ""}
      ${isCardFlow ? "" : plans(view, texts)} ${view.features.payment_method_update.enabled ? card(view, texts, isCardFlow) : ""}
      ${view.features.invoice_history.enabled && !isCardFlow ? invoices(view, texts) : ""}
    `,
  });
}

function plans(view: PortalView, texts: Texts): Markup {
  if (view.subscriptions.length === 0) return html`<p>${texts.noSubscription}</p>`;
  return html`${view.subscriptions.map((entry) => plan(entry, view, texts))}`;
}

function plan({ subscription, product }: PortalView["subscriptions"][number], view: PortalView, texts: Texts): Markup {
  const [item] = subscription.items.data;
  if (!item) return html``;

  const price = formatMoney((item.price.unit_amount ?? 0) * (item.quantity ?? 1), item.price.currency, view.language);
  const when = formatDate(subscription.cancel_at ?? item.current_period_end, view.language);
  return html`<section class="stack">
    <h2>${product?.name ?? item.price.nickname ?? item.price.id}</h2>
    <p>${price} ${item.price.recurring ? rhythm(item.price.recurring, texts) : ""}</p>
    <p class="soft">${texts.states[subscription.status] ?? subscription.status} · ${subscription.cancel_at === null ? texts.renews : texts.ends} ${when}</p>
    ${planAction(subscription, view, texts)}
  </section>`;
}

function planAction(subscription: Subscription, { session, features }: PortalView, texts: Texts): Markup {
  if (!features.subscription_cancel.enabled) return html``;

  const isEnding = subscription.cancel_at !== null;
  return html`<form method="post" action="/b/portal/${session.id}">
    <input type="hidden" name="subscription" value="${subscription.id}" />
    <button class="${isEnding ? "quiet" : "danger"}" type="submit" name="act" value="${isEnding ? "resume" : "cancel"}">
      ${isEnding ? texts.resumeSubscription : texts.cancelSubscription}
    </button>
  </form>`;
}

function card({ session, method, typed, errors }: PortalView, texts: Texts, isOpen: boolean): Markup {
  const last4 = method?.card?.last4;
  const isShown = isOpen || Object.keys(errors).length > 0;
  return html`<section class="stack">
    <h2>${texts.method}</h2>
    <p class="soft">${last4 ? html`${texts.cardEnding} ${last4}` : texts.noCard}</p>
    <details ${isShown ? "open" : ""}>
      <summary>${texts.changeCard}</summary>
      <form class="stack" method="post" action="/b/portal/${session.id}" novalidate style="padding-bottom:12px">
        ${cardInputs(texts, typed, errors)}
        <button type="submit" name="act" value="card">${texts.saveCard}</button>
      </form>
    </details>
    ${testCards(texts)}
  </section>`;
}

function invoices({ invoices: list, language }: PortalView, texts: Texts): Markup {
  if (list.length === 0) return html``;

  return html`<section class="stack">
    <h2>${texts.invoices}</h2>
    <ul class="lines">
      ${list.map(
        (invoice) => html`<li>
          <span>${formatDate(invoice.created, language)}<small>${invoice.number}</small></span>
          <span class="money">${formatMoney(invoice.total, invoice.currency, language)}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}
