import { html } from "hono/html";
import { type Html, layout, type PageLink } from "@/local/console/layout";

/** The pages of the sandbox. `base` is where it is mounted. */
export function pagesOf(base: string): PageLink[] {
  return [
    { href: base, label: "Console" },
    { href: `${base}/panel`, label: "Charges" },
    { href: `${base}/pay`, label: "Pay a code" },
  ];
}

/** A page of the sandbox beside its console. */
export function page(base: string, title: string, body: Html): Html {
  return layout({
    title,
    lead: "Pagar.me sandbox. No real money moves here.",
    current: null,
    pages: pagesOf(base),
    body: html`<div class="tools">${body}</div>`,
  });
}

export function money(amountCents: number): string {
  return new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" }).format(amountCents / 100);
}
