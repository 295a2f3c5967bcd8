import { html } from "hono/html";
import { z } from "zod";
import type { Markup } from "@/local/stripe/pages/layout";
import type { Texts } from "@/local/stripe/pages/texts";
import { type CardInput, hasValidExpiry, hasValidNumber } from "@/local/stripe/payments/payment-methods";
import { TEST_CARDS, type TestCard } from "@/local/stripe/payments/test-cards";

export type FieldErrors = Partial<Record<"email" | "name" | "number" | "expiry" | "cvc", string>>;

export const cardFields = z.object({ name: z.string().trim(), number: z.string(), expiry: z.string(), cvc: z.string().trim() }).partial();
export type CardFields = z.output<typeof cardFields>;

export type CardReading = { ok: true; card: CardInput; name: string } | { ok: false; errors: FieldErrors };

/** Reads the typed card; a failure names each field that is wrong. */
export function readCardFields(fields: CardFields, texts: Texts, nowSeconds: number): CardReading {
  const expiry = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(fields.expiry ?? "");
  const year = Number(expiry?.[2] ?? 0);
  const card: CardInput = {
    number: (fields.number ?? "").replace(/[\s-]/g, ""),
    expMonth: Number(expiry?.[1] ?? 0),
    expYear: year < 100 ? 2000 + year : year,
  };
  const errors: FieldErrors = {
    ...(fields.name ? {} : { name: texts.errors.name }),
    ...(/^\d{3,4}$/.test(fields.cvc ?? "") ? {} : { cvc: texts.errors.cvc }),
    ...cardErrors(card, texts, nowSeconds),
  };
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, card, name: fields.name ?? "" };
}

function cardErrors(card: CardInput, texts: Texts, nowSeconds: number): FieldErrors {
  return {
    ...(hasValidNumber(card.number) ? {} : { number: texts.errors.number }),
    ...(hasValidExpiry(card, nowSeconds) ? {} : { expiry: texts.errors.expiry }),
  };
}

export type InputParts = { id: string; label: string; value?: string; error?: string | undefined; attributes?: Markup };

export function field({ id, label, value = "", error, attributes }: InputParts): Markup {
  const failure = error ? html`aria-invalid="true" aria-describedby="${id}-error"` : "";
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input id="${id}" name="${id}" value="${value}" ${attributes ?? ""} ${failure} />
    ${error ? html`<p class="error" id="${id}-error">${error}</p>` : ""}
  </div>`;
}

/** Number, expiry, security code and name. What was typed comes back after an error, the card itself never does. */
export function cardInputs(texts: Texts, fields: CardFields, errors: FieldErrors): Markup {
  return html`
    ${field({ id: "number", label: texts.cardNumber, error: errors.number, attributes: html`inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" maxlength="23"` })}
    <div class="pair">
      ${field({ id: "expiry", label: texts.expiry, error: errors.expiry, attributes: html`inputmode="numeric" autocomplete="cc-exp" placeholder="12 / 34" maxlength="9"` })}
      ${field({ id: "cvc", label: texts.cvc, error: errors.cvc, attributes: html`inputmode="numeric" autocomplete="cc-csc" placeholder="123" maxlength="4"` })}
    </div>
    ${field({ id: "name", label: texts.cardholder, value: fields.name ?? "", error: errors.name, attributes: html`autocomplete="cc-name"` })}
  `;
}

export function testCards(texts: Texts): Markup {
  return html`<details>
    <summary>${texts.testCards}</summary>
    <ul class="cards">
      ${TEST_CARDS.filter((card) => noteFor(card, texts)).map(
        (card) => html`<li>
          <span>${noteFor(card, texts)} <code>${card.number.replace(/(.{4})(?=.)/g, "$1 ")}</code></span>
          <button class="use quiet" type="button" data-card="${card.number}" aria-label="${texts.use} ${card.number.slice(-4)}">${texts.use}</button>
        </li>`,
      )}
    </ul>
  </details>`;
}

function noteFor({ behaviour }: TestCard, texts: Texts): string {
  if (behaviour.kind !== "declines") return texts.cardNotes[behaviour.kind];
  if (behaviour.declineCode === "insufficient_funds") return texts.cardNotes.insufficient;
  return behaviour.declineCode === "expired_card" ? texts.cardNotes.expired : texts.cardNotes.declines;
}

/** Groups digits, fills in test cards, and lets a form be sent once. The page works without it. */
export const CARD_SCRIPT = `
const number = document.getElementById("number"), expiry = document.getElementById("expiry"), cvc = document.getElementById("cvc"), holder = document.getElementById("name");
number?.addEventListener("input", () => { const digits = number.value.replace(/\\D/g, "").slice(0, 19); number.value = digits.replace(/(.{4})(?=.)/g, "$1 "); });
expiry?.addEventListener("input", (event) => { const digits = expiry.value.replace(/\\D/g, "").slice(0, 4); if (event.inputType?.startsWith("delete")) return; expiry.value = digits.length > 2 ? digits.slice(0, 2) + " / " + digits.slice(2) : digits; });
for (const button of document.querySelectorAll("[data-card]")) button.addEventListener("click", () => { number.value = button.dataset.card.replace(/(.{4})(?=.)/g, "$1 "); expiry.value = "12 / " + String(new Date().getFullYear() + 3).slice(2); cvc.value = "123"; if (!holder.value) holder.value = "Alex Rivera"; number.focus(); });
for (const form of document.forms) form.addEventListener("submit", () => { setTimeout(() => { for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = true; }); });
for (const choice of document.querySelectorAll("[name=method]")) choice.addEventListener("change", show);
function show() { const chosen = document.querySelector("[name=method]:checked")?.value ?? "card"; for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = (panel.dataset.panel === "card") !== (chosen === "card"); }
show();
addEventListener("pageshow", () => { for (const button of document.querySelectorAll("button[type=submit]")) button.disabled = false; });
document.querySelector("[aria-invalid=true]")?.focus();
`;
