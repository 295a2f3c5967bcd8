import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
  :root { color-scheme: light dark; --ink: light-dark(#1c1d22, #ececf0); --soft: light-dark(#6a6c76, #a2a4ae); --line: light-dark(#dddfe6, #34363f);
    --paper: light-dark(#fff, #191a1f); --back: light-dark(#f5f6f9, #121317); --main: light-dark(#2f6f4f, #7cc7a1); --on-main: light-dark(#fff, #0c1f16); }
  * { box-sizing: border-box } body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
  main, header { max-width: 1080px; margin: 0 auto; padding: 16px 20px } header { display: flex; gap: 20px; align-items: baseline; flex-wrap: wrap }
  header strong { font-size: 17px } a { color: var(--main) } h1 { font-size: 22px; margin: 8px 0 16px } h2 { font-size: 16px; margin: 0 0 12px }
  section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 18px; margin-bottom: 18px; overflow-x: auto }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: 7px 10px 7px 0; border-top: 1px solid var(--line); vertical-align: top }
  th { color: var(--soft); font-weight: 500; border-top: 0 } td form { display: inline-flex; gap: 6px } code { font-size: 13px; overflow-wrap: anywhere }
  form.row { display: flex; gap: 10px; flex-wrap: wrap; align-items: end } label { display: grid; gap: 4px; font-size: 13px; color: var(--soft) }
  input, select, button { font: inherit; padding: 7px 11px; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); color: var(--ink) }
  button { cursor: pointer; white-space: nowrap } form.row + form.row { margin-top: 12px } button.main { background: var(--main); color: var(--on-main); border-color: transparent; font-weight: 600 }
  button:disabled { opacity: .45; cursor: default } .soft { color: var(--soft) } .actions { display: flex; gap: 10px; flex-wrap: wrap; margin-top: 14px }
  .amount { font-size: 30px; font-weight: 650 } .word { border: 1px solid var(--line); border-radius: 99px; padding: 1px 10px; font-size: 13px }`;

/** A page of the sandbox. `base` is where the sandbox is mounted. */
export function page(base: string, title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Pagar.me sandbox</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body>
    <header>
      <strong>Pagar.me sandbox</strong>
      <a href="${base}">Console</a> <a href="${base}/panel">Charges</a> <a href="${base}/pay">Pay a code</a>
      <span class="soft">No real money moves here.</span>
    </header>
    <main><h1>${title}</h1>${body}</main>
  </body>
</html>`;
}

export function money(amountCents: number): string {
  return new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" }).format(amountCents / 100);
}

export function moment(iso: string | undefined): string {
  return iso ? `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC` : "—";
}
