import { Hono } from "hono";
import { html } from "hono/html";
import { type Html, layout } from "@/local/console/layout";
import { addFault, clearFaults, faultInput, listFaults } from "@/local/sandbox/faults";
import type { Owned } from "@/local/sandbox/records";
import { configOf } from "@/local/vercel/config";
import { withoutDot } from "@/local/vercel/dns";
import { ANYONE, kinds, type ProjectDomain, type SeenRecords } from "@/local/vercel/model";
import type { House } from "@/local/vercel/operation";

type Row = { domain: ProjectDomain; seen: SeenRecords };

const effects = ["refuse", "fail_before", "fail_after", "timeout_after", "delay", "unknown_status"];

/** The sandbox on one page: the domains of its projects with what DNS shows of them, the faults, the last requests. */
export function consolePages(house: House): Hono {
  const app = new Hono();
  const { records, siteBase } = house;
  app.get("/", async (http) => http.html(await consolePage(house)));
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
  app.post("/console/faults", async (http) => {
    const form = await http.req.parseBody();
    const fault = faultInput.safeParse({ operation: form.operation, effect: effectOf(String(form.kind), String(form.code ?? "")) });
    if (fault.success) await addFault(records, fault.data);
    return http.redirect(`${siteBase}/`, 303);
  });
  app.post("/console/faults/clear", async (http) => {
    await clearFaults(records);
    return http.redirect(`${siteBase}/`, 303);
  });
  return app;
}

function effectOf(kind: string, code: string): object {
  if (kind === "delay") return { kind, ms: 10_000 };
  return kind === "refuse" ? { kind, status: code === "rate_limited" ? 429 : 400, code } : { kind };
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

async function consolePage(house: House): Promise<Html> {
  const { records, requests, siteBase } = house;
  const rows: Row[] = [];
  for (const { value: domain } of await listDomains(house)) rows.push({ domain, seen: await house.look(records, domain.name) });
  const faults = await listFaults(records);
  const body = html`<div class="tools">
    <section class="card"><h2>Domains</h2>${rows.length === 0 ? html`<p class="soft">None yet.</p>` : domainTable(siteBase, rows)}</section>
    <section class="card"><h2>Faults</h2>
      ${faults.map((fault) => html`<p><code>${fault.operation}</code> ${JSON.stringify(fault.effect)} <span class="soft">${fault.remaining ?? "always"} left, struck ${fault.matched} times</span></p>`)}
      <form method="post" action="${siteBase}/console/faults">
        <label>Operation <input name="operation" required placeholder="POST /v10/projects/{idOrName}/domains" /></label>
        <label>Effect <select name="kind">${effects.map((kind) => html`<option>${kind}</option>`)}</select></label>
        <label>Code of a refusal <input name="code" placeholder="rate_limited" /></label><button>Strike once</button>
      </form>
      <form method="post" action="${siteBase}/console/faults/clear" style="margin-top: 10px"><button>Clear all</button></form>
    </section>
    <section class="card"><h2>Requests</h2>
      ${requests
        .list()
        .slice(0, 25)
        .map(
          ({ at, method, path, status }) =>
            html`<p class="small"><span class="soft">${at}</span> <code>${method} ${path}</code> ${status}</p>`,
        )}
    </section></div>`;
  const lead = "A stand-in for Vercel's domain API: what was added, what its DNS look-ups see, and what is to go wrong next.";
  return layout({ title: "Vercel domains sandbox", lead, current: "overview", body });
}

function listDomains({ records }: House): Promise<Owned<ProjectDomain>[]> {
  return records.everywhere(kinds.domain, 100);
}

function domainTable(siteBase: string, rows: Row[]): Html {
  return html`<table>
    <thead><tr><th scope="col">Domain</th><th scope="col">State</th><th scope="col">DNS seen</th><th scope="col">By hand</th></tr></thead>
    <tbody>${rows.map((row) => domainRow(siteBase, row))}</tbody>
  </table>`;
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
