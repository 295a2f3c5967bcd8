import { html } from "hono/html";
import type { ShippingChoice } from "@/local/stripe/checkout/shipping";
import { CARD_SCRIPT, type CardFields, cardInputs, type FieldErrors, field, testCards } from "@/local/stripe/pages/card-form";
import { type Markup, page } from "@/local/stripe/pages/layout";
import { formatDate, formatMoney, type Language, type Texts, textsFor } from "@/local/stripe/pages/texts";
import type { DelayedMethod } from "@/local/stripe/payments/payment-methods";
import type { CheckoutSession, LineItem } from "@/local/stripe/stored";

export type PayView = {
  session: CheckoutSession;
  items: readonly LineItem[];
  shipping: readonly ShippingChoice[];
  delayed: readonly DelayedMethod[];
  language: Language;
  /** Unix seconds when the first payment comes, null when it is now. */
  trialEnd: number | null;
  needsCard: boolean;
  submitMessage: string | null;
  /** What the customer on file is called; e-mail cannot be changed then. */
  knownEmail: string | null;
  typed: CardFields & { email?: string };
  errors: FieldErrors;
  /** Why the last try did not work. */
  alert: string | null;
};

export function payPage(view: PayView): Markup {
  const texts = textsFor(view.language);
  const isSubscription = view.session.mode === "subscription";
  return page({
    title: isSubscription ? texts.subscribeTitle : texts.payTitle,
    language: view.language,
    notice: texts.sandboxNotice,
    aside: summary(view, texts),
    body: form(view, texts),
    script: CARD_SCRIPT,
  });
}

function summary({ session, items, language, trialEnd }: PayView, texts: Texts): Markup {
  const money = (amount: number): string => formatMoney(amount, session.currency ?? "usd", language);
  const { amount_discount: discount = 0, amount_shipping: delivery = 0 } = session.total_details ?? {};
  const hasParts = discount > 0 || (delivery ?? 0) > 0;
  const parts: [string, number][] = [
    [texts.subtotal, session.amount_subtotal ?? 0],
    [texts.discount, -discount],
    [texts.delivery, delivery ?? 0],
  ];
  return html`
    ${session.cancel_url ? html`<p><a class="back" href="${session.cancel_url}">${texts.back}</a></p>` : ""}
    <h1>${session.mode === "subscription" ? texts.subscribeTitle : texts.payTitle}</h1>
    <p class="due money">${money(trialEnd === null ? (session.amount_total ?? 0) : 0)}</p>
    ${trialEnd === null ? "" : html`<p class="soft">${texts.trial} ${formatDate(trialEnd, language)}</p>`}
    <ul class="lines">
      ${items.map((item) => line(item, { texts, money }))}
    </ul>
    ${hasParts ? html`<div class="parts">${parts.filter(([, amount]) => amount !== 0).map(([label, amount]) => amountRow({ className: "part", label, amount: money(amount) }))}</div>` : ""}
    ${amountRow({ className: "total", label: trialEnd === null ? texts.total : texts.afterTrial, amount: money(session.amount_total ?? 0) })}
  `;
}

function amountRow({ className, label, amount }: { className: string; label: string; amount: string }): Markup {
  return html`<p class="${className}"><span>${label}</span><span class="money">${amount}</span></p>`;
}

function line(item: LineItem, { texts, money }: { texts: Texts; money: (amount: number) => string }): Markup {
  const unit = money(Number(item.price.unit_amount_decimal ?? item.price.unit_amount ?? 0));
  const { recurring } = item.price;
  const quantity = item.quantity ?? 1;
  return html`<li>
    <span>
      ${item.description}
      ${quantity > 1 ? html`<small>${texts.quantity} ${quantity} · ${unit} ${texts.each}</small>` : ""}
      ${recurring ? html`<small>${rhythm(recurring, texts)}</small>` : ""}
    </span>
    <span class="money">${money(item.amount_subtotal)}</span>
  </li>`;
}

/** "per month", "every 3 months". */
export function rhythm({ interval, interval_count: count }: NonNullable<LineItem["price"]["recurring"]>, texts: Texts): string {
  return count === 1 ? (texts.every[interval] ?? interval) : `${texts.every_n} ${count} ${texts.everyMany[interval] ?? interval}`;
}

function form(view: PayView, texts: Texts): Markup {
  const { session, typed, errors, knownEmail } = view;
  const email = knownEmail ?? typed.email ?? "";
  return html`
    ${view.alert ? html`<p class="alert" role="alert">${view.alert}</p>` : ""}
    <form class="stack" method="post" action="/c/pay/${session.id}" novalidate>
      ${field({ id: "email", label: texts.email, value: email, error: errors.email, attributes: knownEmail ? html`type="email" readonly` : html`type="email" autocomplete="email"` })}
      ${deliveryChoices(view, texts)} ${view.needsCard ? methods(view, texts) : ""}
      ${view.submitMessage ? html`<p class="soft">${view.submitMessage}</p>` : ""}
      <button type="submit">${session.mode === "subscription" ? texts.subscribe : texts.pay}</button>
    </form>
    ${view.needsCard ? testCards(texts) : ""}
  `;
}

function deliveryChoices({ shipping, session, language }: PayView, texts: Texts): Markup {
  if (shipping.length < 2) return html``;

  return html`<fieldset>
    <legend>${texts.delivery}</legend>
    ${shipping.map(
      (choice) => html`<label class="choice">
        <input type="radio" name="shipping" value="${choice.rateId}" ${choice.rateId === session.shipping_cost?.shipping_rate ? "checked" : ""} />
        <span>${choice.name}</span><span class="money">${formatMoney(choice.amountCents, session.currency ?? "usd", language)}</span>
      </label>`,
    )}
  </fieldset>`;
}

function methods({ delayed, typed, errors }: PayView, texts: Texts): Markup {
  const card = html`<div class="stack" data-panel="card">${cardInputs(texts, typed, errors)}</div>`;
  if (delayed.length === 0) return card;

  return html`
    <fieldset>
      <legend>${texts.method}</legend>
      <label class="choice"><input type="radio" name="method" value="card" checked /><span>${texts.card}</span></label>
      ${delayed.map((method) => html`<label class="choice"><input type="radio" name="method" value="${method}" /><span>${texts[method]}</span></label>`)}
    </fieldset>
    ${card}
    <fieldset data-panel="delayed">
      <legend>${texts.delayedHelp}</legend>
      <label class="choice"><input type="radio" name="ending" value="paid" checked /><span>${texts.delayedGood}</span></label>
      <label class="choice"><input type="radio" name="ending" value="refused" /><span>${texts.delayedBad}</span></label>
    </fieldset>
  `;
}
