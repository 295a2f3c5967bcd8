import { Hono } from "hono";
import { html } from "hono/html";
import { deskRoutes } from "@/local/console/desk";
import type { Html } from "@/local/console/layout";
import type { Owned } from "@/local/sandbox/records";
import { configOf } from "@/local/vercel/config";
import { withoutDot } from "@/local/vercel/dns";
import { ANYONE, kinds, type ProjectDomain, type SeenRecords } from "@/local/vercel/model";
import type { House } from "@/local/vercel/operation";

type Row = { domain: ProjectDomain; seen: SeenRecords };

const operations = [
  "POST /v10/projects/{idOrName}/domains",
  "GET /v9/projects/{idOrName}/domains/{domain}",
  "POST /v9/projects/{idOrName}/domains/{domain}/verify",
  "GET /v6/domains/{domain}/config",
  "DELETE /v9/projects/{idOrName}/domains/{domain}",
  "*",
];

/** The sandbox on one page: the domains of its projects with what DNS shows of them, the faults, the last requests. */
export function consolePages(house: House): Hono {
  const app = new Hono();
  const { records, requests, siteBase } = house;
  app.post("/console/point", async (http) => {
    const { host, project } = await http.req.parseBody();
    await point(house, withoutDot(String(host)), String(project));
    return http.redirect(`${siteBase}/`, 303);
  });
  app.post("/console/prove", async (http) => {
    const { host, value } = await http.req.parseBody();
    const seen = await house.look(records, String(host));
    await records.in(ANYONE).put(kinds.records, seen.host, { ...seen, TXT: [...seen.TXT, String(value)] });
    return http.redirect(`${siteBase}/`, 303);
  });
  const desk = deskRoutes({
    title: "Vercel domains sandbox",
    lead: "A stand-in for Vercel's domain API: what was added, what its DNS look-ups see, and what is to go wrong next.",
    home: siteBase,
    records,
    requests,
    own: () => domainsPanel(house),
    operations,
    effects: ["refuse", "fail_before", "fail_after", "timeout_after", "delay", "unknown_status"],
  });
  return app.route("/", desk);
}

/** Sets the record that the vendor recommends first, as somebody at the name's DNS would. */
async function point({ records, look }: House, host: string, projectId: string): Promise<void> {
  const seen = await look(records, host);
  const domain = await records.in(projectId).get(kinds.domain, host);
  const advice = configOf(projectId, seen);
  const best = <Value>(ranked: { rank: number; value: Value }[]) => ranked.toSorted((a, b) => a.rank - b.rank)[0]?.value;
  const isApex = domain?.apexName === host;
  const led = isApex
    ? { A: [...(best(advice.recommendedIPv4) ?? [])], CNAME: [] }
    : { A: [], CNAME: [best(advice.recommendedCNAME) ?? ""].map(withoutDot) };
  await records.in(ANYONE).put(kinds.records, host, { ...seen, ...led });
}

async function domainsPanel(house: House): Promise<Html> {
  const rows: Row[] = [];
  for (const { value: domain } of await listDomains(house)) rows.push({ domain, seen: await house.look(house.records, domain.name) });
  return html`<section class="card">
    <h2>Domains</h2>
    ${rows.length === 0 ? html`<p class="soft">None yet.</p>` : domainTable(house.siteBase, rows)}
  </section>`;
}

function listDomains({ records }: House): Promise<Owned<ProjectDomain>[]> {
  return records.everywhere(kinds.domain, 100);
}

function domainTable(siteBase: string, rows: Row[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Domains"><table>
    <thead><tr><th scope="col">Domain</th><th scope="col">State</th><th scope="col">DNS seen</th><th scope="col">By hand</th></tr></thead>
    <tbody>${rows.map((row) => domainRow(siteBase, row))}</tbody>
  </table></div>`;
}

function domainRow(siteBase: string, { domain, seen }: Row): Html {
  const config = configOf(domain.projectId, seen);
  const proof = html`<form method="post" action="${siteBase}/console/prove">
    <input type="hidden" name="host" value="_vercel.${domain.apexName}" /><input type="hidden" name="value" value="${domain.challenge}" />
    <button>Set the TXT record</button></form>`;
  return html`<tr>
    <th scope="row">${domain.name}${domain.redirect ? html`<br /><span class="soft">${domain.redirectStatusCode} to ${domain.redirect}</span>` : ""}</th>
    <td>${domain.verified ? "verified" : "held by another account"}, ${config.misconfigured ? "misconfigured" : `by ${config.configuredBy}`}</td>
    <td>${[...seen.A, ...seen.CNAME].join(", ") || "nothing"}</td>
    <td>${domain.verified ? "" : proof}
      <form method="post" action="${siteBase}/console/point"><input type="hidden" name="host" value="${domain.name}" /><input type="hidden" name="project" value="${domain.projectId}" /><button>Point it here</button></form></td>
  </tr>`;
}
