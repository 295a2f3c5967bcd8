import { Hono } from "hono";
import { html } from "hono/html";
import { deskRoutes } from "@/local/console/desk";
import type { Html } from "@/local/console/layout";
import { addEndpoint, createAccount, findAccount, listAccounts } from "@/local/pagarme/accounts";
import { effects } from "@/local/pagarme/control";
import { type Account, type Endpoint, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { pagesOf } from "@/local/pagarme/pages/layout";

type Row = { account: Account; endpoints: Endpoint[] };

const operations = [
  "POST /orders",
  "GET /orders/{id}",
  "GET /orders",
  "GET /charges/{id}",
  "POST /charges/{id}/capture",
  "DELETE /charges/{id}",
  "order.paid",
  "charge.paid",
  "charge.refunded",
  "*",
];

/** Everything about the sandbox on one page: accounts and their keys, clock, faults, notices. */
export function consolePages(house: House): Hono {
  const app = new Hono();
  const { records, clock, notices, links } = house;
  const home = links.siteBase;
  app.post("/console/accounts", async (http) => {
    const name = String((await http.req.parseBody()).name ?? "").trim();
    if (name) await createAccount(records, { name });
    return http.redirect(home, 303);
  });
  app.post("/console/accounts/:id", async (http) => {
    await changeAccount(house, http.req.param("id"), await http.req.parseBody());
    return http.redirect(home, 303);
  });
  const desk = deskRoutes({
    title: "Pagar.me sandbox",
    lead: "A stand-in for Pagar.me: cards, Pix and boletos of Brazilian stores. No real money moves here.",
    pages: pagesOf(home),
    home,
    records,
    clock,
    notices,
    own: () => accountsPanel(house),
    operations,
    effects,
    faultsNote:
      "There is no 3-D Secure to ask for here: Pagar.me never asks the card's owner. A shop has that done elsewhere and hands the proof in with the card.",
    hasKeys: true,
  });
  return app.route("/", desk);
}

async function changeAccount({ records }: House, id: string, form: Record<string, unknown>): Promise<void> {
  const account = await findAccount(records, id);
  if (!account) return;
  if (form.payer === "simulator" || form.payer === "by_hand") await createAccount(records, { ...account, payer: form.payer });
  if (typeof form.url === "string" && URL.canParse(form.url)) {
    await addEndpoint(records, id, { url: form.url, user: String(form.user ?? ""), password: String(form.password ?? "") });
  }
}

async function accountsPanel({ records, links }: House): Promise<Html> {
  const rows: Row[] = [];
  for (const account of await listAccounts(records)) rows.push({ account, endpoints: await records.in(account.id).list(kinds.endpoint) });
  return html`${rows.map((row) => accountCard(links.siteBase, row))}
    <section class="card">
      <h2>Another account</h2>
      <form method="post" action="${links.siteBase}/console/accounts">
        <label>Name <input name="name" required /></label><button>Create account</button>
      </form>
    </section>`;
}

function accountCard(base: string, { account, endpoints }: Row): Html {
  const other = account.payer === "simulator" ? "by_hand" : "simulator";
  const words = { simulator: "are paid by themselves, as at the vendor's simulator", by_hand: "wait to be paid under “Pay a code”" };
  const toldTo = endpoints.map(
    ({ url, user }) => html`<dt>Notices to</dt><dd><code>${url}</code> ${user ? html`<span class="soft">as ${user}</span>` : ""}</dd>`,
  );
  return html`<section class="card">
    <h2>Account ${account.name}</h2>
    <dl>
      <dt>Id</dt><dd><code>${account.id}</code></dd>
      <dt>Secret key</dt><dd><code>${account.secretKey}</code></dd>
      <dt>Public key</dt><dd><code>${account.publicKey}</code></dd>
      ${toldTo}
    </dl>
    <form method="post" action="${base}/console/accounts/${account.id}" style="margin-top: 16px; align-items: center">
      <span>Pix and boletos ${words[account.payer]}.</span>
      <button name="payer" value="${other}">${other === "simulator" ? "Let the simulator pay" : "Wait for the payer"}</button>
    </form>
    <form method="post" action="${base}/console/accounts/${account.id}">
      <label class="wide">Notice address <input name="url" type="url" required /></label>
      <label>User <input name="user" autocomplete="off" /></label><label>Password <input name="password" autocomplete="off" /></label><button>Add address</button>
    </form>
  </section>`;
}
