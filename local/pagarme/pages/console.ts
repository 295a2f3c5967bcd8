import { Hono } from "hono";
import { html } from "hono/html";
import { addEndpoint, createAccount, findAccount, listAccounts } from "@/local/pagarme/accounts";
import { type Account, type Endpoint, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { faultsSection, noticesSection } from "@/local/pagarme/pages/console-sections";
import { type Html, page } from "@/local/pagarme/pages/layout";
import { addFault, clearFaults, faultInput, listFaults } from "@/local/sandbox/faults";
import { listNotices, resendNotice } from "@/local/sandbox/notice-rows";

type Row = { account: Account; endpoints: Endpoint[] };

/** Everything about the sandbox on one page: accounts and their keys, clock, faults, notices. */
export function consolePages(house: House): Hono {
  const app = new Hono();
  const { records, clock, notices, links } = house;
  const home = links.siteBase;
  app.get("/", async (http) => http.html(page(links.siteBase, "Console", await consoleBody(house))));
  app.post("/console/clock", async (http) => {
    const hours = Number((await http.req.parseBody()).hours);
    if (hours > 0 && hours <= 24 * 400) await clock.advance(Math.round(hours * 3600));
    await notices.flush();
    return http.redirect(home, 303);
  });
  app.post("/console/accounts", async (http) => {
    const name = String((await http.req.parseBody()).name ?? "").trim();
    if (name) await createAccount(records, { name });
    return http.redirect(home, 303);
  });
  app.post("/console/accounts/:id", async (http) => {
    await changeAccount(house, http.req.param("id"), await http.req.parseBody());
    return http.redirect(home, 303);
  });
  app.post("/console/faults", async (http) => {
    const form = await http.req.parseBody();
    const fault = faultInput.safeParse({ operation: form.operation, effect: { kind: form.kind, ...details(String(form.kind)) } });
    if (fault.success) await addFault(records, fault.data);
    return http.redirect(home, 303);
  });
  app.post("/console/faults/clear", async (http) => {
    await clearFaults(records);
    return http.redirect(home, 303);
  });
  app.post("/console/notices/:id", async (http) => {
    await resendNotice(records, http.req.param("id"));
    await notices.flush();
    return http.redirect(home, 303);
  });
  return app;
}

/** Values for the effects that need one, as a person at the console would choose them. */
function details(kind: string): object {
  if (kind === "delay" || kind === "notice_delay") return { ms: 10_000 };
  if (kind === "timeout_after") return { ms: 60_000 };
  if (kind === "wrong_amount") return { amount: 100 };
  return {};
}

async function changeAccount({ records }: House, id: string, form: Record<string, unknown>): Promise<void> {
  const account = await findAccount(records, id);
  if (!account) return;
  if (form.payer === "simulator" || form.payer === "by_hand") await createAccount(records, { ...account, payer: form.payer });
  if (typeof form.url === "string" && URL.canParse(form.url)) {
    await addEndpoint(records, id, { url: form.url, user: String(form.user ?? ""), password: String(form.password ?? "") });
  }
}

async function consoleBody({ records, clock, links }: House): Promise<Html> {
  const rows: Row[] = [];
  for (const account of await listAccounts(records)) rows.push({ account, endpoints: await records.in(account.id).list(kinds.endpoint) });
  const base = links.siteBase;
  return html`
    <section>
      <h2>Clock</h2>
      <p>${new Date(clock.nowMs()).toISOString()} <span class="soft">(${clock.offsetSeconds()} s ahead of this machine)</span></p>
      <form class="row" method="post" action="${base}/console/clock">
        <label>Hours forward <input name="hours" type="number" min="0.01" step="any" value="1" required /></label><button>Advance</button>
      </form>
    </section>
    <section>
      <h2>Accounts</h2>
      ${rows.map((row) => accountRow(base, row))}
      <form class="row" method="post" action="${base}/console/accounts"><label>Name <input name="name" required /></label><button>Create account</button></form>
    </section>
    ${faultsSection(base, await listFaults(records))} ${noticesSection(base, await listNotices(records, 50))}`;
}

function accountRow(base: string, { account, endpoints }: Row): Html {
  const other = account.payer === "simulator" ? "by_hand" : "simulator";
  const words = { simulator: "pay by themselves, as the vendor's simulator does", by_hand: "wait to be paid on the payer's page" };
  return html`<div style="border-bottom: 1px solid var(--line); padding-bottom: 14px; margin-bottom: 14px">
    <strong>${account.name}</strong> <code>${account.id}</code><br />
    <span class="soft">secret key</span> <code>${account.secretKey}</code> <span class="soft">public key</span> <code>${account.publicKey}</code>
    <form class="row" method="post" action="${base}/console/accounts/${account.id}">
      <span>Pix and boletos ${words[account.payer]}.</span>
      <button name="payer" value="${other}">${other === "simulator" ? "Let the simulator pay" : "Wait for the payer"}</button>
    </form>
    ${endpoints.map((endpoint) => html`<div><span class="soft">notices to</span> <code>${endpoint.url}</code> ${endpoint.user ? html`<span class="soft">as ${endpoint.user}</span>` : ""}</div>`)}
    <form class="row" method="post" action="${base}/console/accounts/${account.id}">
      <label>Notice address <input name="url" type="url" required /></label>
      <label>User <input name="user" /></label><label>Password <input name="password" /></label><button>Add address</button>
    </form>
  </div>`;
}
