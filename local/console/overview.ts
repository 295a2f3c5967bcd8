import { html } from "hono/html";
import { type Html, layout } from "@/local/console/layout";
import { demoPeople, demoStores } from "@/local/demo";

/** One process or sandbox of the installation, as the overview shows it. */
export interface Part {
  name: string;
  about: string;
  /** Where a person looks at it; null when it has no page. */
  page: string | null;
  /** Asked when the overview is shown. Null: always up, being part of this very process. */
  health: string | null;
}

export interface Overview {
  platformUrl: string;
  storesDomain: string;
  /** False where the demo stores are not seeded. */
  hasDemo: boolean;
  parts: Part[];
}

/** What runs where, with the links that a newcomer needs first. */
export async function overviewPage({ platformUrl, storesDomain, hasDemo, parts }: Overview): Promise<Html> {
  const states = await Promise.all(parts.map(({ health }) => isUp(health)));
  const storeUrl = (slug: string) => {
    const url = new URL(platformUrl);
    url.hostname = `${slug}.${storesDomain}`;
    return url.origin;
  };
  return layout({
    title: "What runs here",
    lead: "Vitrine needs no account of any outside service on this machine: these processes stand in for them. No real money moves and no mail leaves.",
    current: "overview",
    body: html`
      <div class="grid">${parts.map((part, index) => partCard(part, states[index] ?? false))}</div>
      <h2 style="margin-top: 28px">Where to go</h2>
      <div class="card">
        <dl>
          <dt>Platform</dt>
          <dd><a href="${platformUrl}">${platformUrl}</a></dd>
          ${hasDemo ? demoStores.map(({ slug, name, about }) => html`<dt>${name}</dt><dd><a href="${storeUrl(slug)}">${storeUrl(slug)}</a> <span class="soft small">${about}</span></dd>`) : ""}
          <dt>Sign in</dt>
          <dd><a href="${platformUrl}/login">${platformUrl}/login</a></dd>
        </dl>
      </div>
      ${hasDemo ? demoCard() : ""}
    `,
  });
}

function demoCard(): Html {
  return html`<h2>Demo people</h2>
    <div class="grid">
      ${demoPeople.map(
        ({ email, password, about }) =>
          html`<div class="card"><dl><dt>E-mail</dt><dd class="mono">${email}</dd><dt>Password</dt><dd class="mono">${password}</dd></dl><p class="soft small" style="margin: 8px 0 0">${about}</p></div>`,
      )}
    </div>`;
}

function partCard({ name, about, page }: Part, isRunning: boolean): Html {
  return html`<section class="card">
    <h2>${page ? html`<a href="${page}">${name}</a>` : name}</h2>
    <p style="margin: 0 0 8px">${about}</p>
    <span class="small ${isRunning ? "good" : "bad"}">${isRunning ? "● running" : "○ does not answer"}</span>
  </section>`;
}

async function isUp(health: string | null): Promise<boolean> {
  if (health === null) return true;
  return fetch(health, { signal: AbortSignal.timeout(1500) }).then(
    (answer) => answer.ok,
    () => false,
  );
}
