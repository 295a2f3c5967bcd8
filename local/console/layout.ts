import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The platform's colours, so that the console reads as part of the same product. */
const style = `
  :root { color-scheme: light dark;
    --back: light-dark(oklch(.982 .004 200), oklch(.19 .013 222)); --paper: light-dark(oklch(1 0 0), oklch(.23 .015 222));
    --line: light-dark(oklch(.905 .009 208), oklch(.325 .018 219)); --field: light-dark(oklch(.655 .018 212), oklch(.55 .02 215));
    --ink: light-dark(oklch(.225 .022 222), oklch(.952 .006 205)); --soft: light-dark(oklch(.47 .022 216), oklch(.745 .016 212));
    --accent: light-dark(oklch(.44 .078 208), oklch(.785 .074 202)); --accent-soft: light-dark(oklch(.952 .015 204), oklch(.295 .03 212));
    --good: light-dark(oklch(.46 .105 156), oklch(.78 .11 156)); --bad: light-dark(oklch(.5 .178 26), oklch(.76 .12 26)) }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.55 ui-sans-serif, system-ui, sans-serif; -webkit-text-size-adjust: 100% }
  .page { max-width: 1040px; margin: 0 auto; padding: 0 20px 48px }
  .top { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; padding: 18px 0; margin-bottom: 12px }
  .top strong { font-size: 16px; margin-right: auto } .top strong a { color: inherit; text-decoration: none }
  a { color: var(--accent); text-underline-offset: 3px } .top a[aria-current] { color: var(--ink); text-decoration: none; font-weight: 600 }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px }
  h1 { font-size: 24px; line-height: 1.25; margin: 0 0 16px; letter-spacing: -.01em; overflow-wrap: anywhere } h2 { font-size: 16px; margin: 0 0 10px }
  .lead { color: var(--soft); margin: -10px 0 20px; max-width: 62ch }
  .card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 18px; margin-bottom: 16px }
  .grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)) } .grid .card { margin: 0 }
  .soft { color: var(--soft) } .small { font-size: 13px } .good { color: var(--good) } .bad { color: var(--bad) }
  code, .mono { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere }
  dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px } dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
  form.row { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin: 0 0 16px }
  label { display: grid; gap: 4px; font-size: 13px; color: var(--soft); flex: 1 1 220px }
  input, button { font: inherit; min-height: 40px; padding: 6px 12px; border-radius: 8px; border: 1px solid var(--field); background: var(--paper); color: var(--ink) }
  button { cursor: pointer } button:hover { background: var(--accent-soft) }
  .mails { list-style: none; margin: 0; padding: 0 } .mails li + li { border-top: 1px solid var(--line) }
  .mails a { display: grid; grid-template-columns: 1fr auto; gap: 0 16px; padding: 12px 18px; margin: 0 -18px; color: inherit; text-decoration: none }
  .mails a:hover { background: var(--accent-soft) } .mails .subject { font-weight: 600; overflow-wrap: anywhere } .mails .to { grid-column: 1; overflow-wrap: anywhere }
  .mails time { color: var(--soft); font-size: 13px; white-space: nowrap }
  @media (max-width: 560px) { .mails a { grid-template-columns: 1fr } }
  iframe { width: 100%; height: 70vh; border: 1px solid var(--line); border-radius: 8px; background: white }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font-size: 13px }
  .pages { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: -8px 0 16px }
  .tools .scroll { overflow-x: auto } .tools h3 { font-size: 14px; margin: 20px 0 6px } .tools table { border-collapse: collapse; width: 100%; font-size: 13px }
  .tools th, .tools td { text-align: left; padding: 8px 14px 8px 0; border-top: 1px solid var(--line); vertical-align: top }
  .tools thead th { color: var(--soft); font-weight: 500; border-top: 0; white-space: nowrap } .tools td code { overflow-wrap: normal }
  .tools td form { display: inline-flex; flex-wrap: nowrap; margin: 0 } .tools .scroll + form, .tools form + form { margin-top: 14px }
  .tools form { display: flex; flex-wrap: wrap; gap: 10px; align-items: end } .tools label { flex: 1 1 150px } .tools label.wide { flex-basis: 260px }
  .tools label.check { display: flex; align-items: center; gap: 8px; flex: 0 0 auto; min-height: 40px; color: var(--ink) } .check input { min-height: 0; width: 18px; height: 18px; margin: 0 }
  .tools button { min-height: 40px; white-space: nowrap } .tools td button { min-height: 32px; padding: 3px 10px; font-size: 13px } .tools p { margin: 0 0 12px }
  button.main { background: var(--accent); color: var(--paper); border-color: transparent; font-weight: 600 } button:disabled { opacity: .45; cursor: default }
  .amount { font-size: 30px; font-weight: 650; line-height: 1.2 } .word { border: 1px solid var(--line); border-radius: 99px; padding: 1px 10px; font-size: 13px; white-space: nowrap }
  select { font: inherit; min-height: 40px; padding: 6px 12px; border-radius: 8px; border: 1px solid var(--field); background: var(--paper); color: var(--ink) }
  nav.pager { display: flex; gap: 16px }`;

export interface Page {
  title: string;
  lead?: string;
  /** The entry of the navigation that this page is; null when it has none. */
  current: Entry | null;
  /** The pages beside this one, where a part has several. */
  pages?: readonly PageLink[];
  body: Html;
}

type Entry = "overview" | "inbox" | "dns";

export type PageLink = { href: string; label: string };

/** A page of the local console. Text is escaped; only `body` is markup. */
export function layout({ title, lead, current, pages, body }: Page): Html {
  const link = (name: Entry, href: string, label: string) =>
    html`<a href="${href}"${current === name ? raw(' aria-current="page"') : ""}>${label}</a>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Vitrine local services</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <div class="page">
          <header class="top">
            <strong><a href="/">Vitrine · local services</a></strong>
            ${link("overview", "/", "Overview")} ${link("inbox", "/inbox", "Inbox")} ${link("dns", "/dns", "DNS")}
          </header>
          <main>
            <h1>${title}</h1>
            ${pages ? html`<nav class="pages">${pages.map(({ href, label }) => html`<a href="${href}">${label}</a>`)}</nav>` : ""}
            ${lead ? html`<p class="lead">${lead}</p>` : ""} ${body}
          </main>
        </div>
      </body>
    </html>`;
}
