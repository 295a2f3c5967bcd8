import { html } from "hono/html";
import { type Html, layout } from "@/local/console/layout";
import type { Mail } from "@/local/inbox/store";

export interface ListPage {
  to: string;
  mails: Mail[];
  hasOlder: boolean;
}

/** The newest mails, or those of a recipient. */
export function listPage({ to, mails, hasOlder }: ListPage): Html {
  const older = new URLSearchParams({ ...(to ? { to } : {}), before: String(mails.at(-1)?.id ?? "") });
  return layout({
    title: "Inbox",
    lead: "Every mail that Vitrine sends while it runs here. Nothing leaves this machine.",
    current: "inbox",
    body: html`
      <form class="row" role="search" action="/inbox">
        <label>Recipient <input type="search" name="to" value="${to}" placeholder="name@example.com" autocomplete="off" /></label>
        <button>Search</button>
      </form>
      ${mails.length > 0 ? html`<div class="card"><ul class="mails">${mails.map(row)}</ul></div>` : emptyState(to)}
      <nav class="pager" aria-label="Pages">
        ${to ? html`<a href="/inbox">All mails</a>` : ""} ${hasOlder ? html`<a href="/inbox?${older}">Older mails</a>` : ""}
      </nav>
      ${mails.length > 0 && !to ? html`<form method="post" action="/inbox/clear" class="row"><button>Empty the inbox</button></form>` : ""}
    `,
  });
}

function row(mail: Mail): Html {
  return html`<li>
    <a href="/inbox/${mail.id}">
      <span class="subject">${mail.subject || "(no subject)"}</span>
      ${time(mail.receivedAt)}
      <span class="to soft small">${mail.to.join(", ")}</span>
    </a>
  </li>`;
}

function emptyState(to: string): Html {
  const text = to ? `No mail to “${to}” yet.` : "No mail yet. Sign up for a store, or place an order, and it arrives here.";
  return html`<div class="card"><p class="soft" style="margin: 0">${text}</p></div>`;
}

/** One mail: as its reader would see it, its text, and what it links to. */
export function mailPage(mail: Mail): Html {
  return layout({
    title: mail.subject || "(no subject)",
    current: "inbox",
    body: html`
      <div class="card">
        <dl>
          <dt>From</dt>
          <dd>${mail.from}</dd>
          <dt>To</dt>
          <dd>${mail.to.map((address, index) => html`${index > 0 ? ", " : ""}<a href="/inbox?${new URLSearchParams({ to: address })}">${address}</a>`)}</dd>
          <dt>Received</dt>
          <dd>${time(mail.receivedAt)}</dd>
        </dl>
      </div>
      ${links(mail)} ${attachments(mail)}
      ${mail.html ? html`<div class="card"><iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/inbox/${mail.id}/html"></iframe></div>` : ""}
      <div class="card"><h2>Text</h2>${mail.text ? html`<pre>${mail.text}</pre>` : html`<p class="soft">This mail has no text part.</p>`}</div>
    `,
  });
}

function links(mail: Mail): Html | "" {
  if (mail.links.length === 0) return "";
  return html`<div class="card">
    <h2>Links</h2>
    <ul class="mono" style="margin: 0; padding-left: 18px">
      ${mail.links.map((link) => html`<li><a href="${link}" target="_blank" rel="noreferrer noopener">${link}</a></li>`)}
    </ul>
  </div>`;
}

function attachments(mail: Mail): Html | "" {
  if (mail.attachments.length === 0) return "";
  return html`<div class="card">
    <h2>Attachments</h2>
    <ul style="margin: 0; padding-left: 18px">
      ${mail.attachments.map(
        ({ name, type, bytes }, index) =>
          html`<li><a href="/inbox/${mail.id}/attachments/${index}">${name}</a> <span class="soft small">${type}, ${Math.ceil(bytes / 1024)} kB</span></li>`,
      )}
    </ul>
  </div>`;
}

function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}
