import { Hono, type Context as HttpContext } from "hono";
import { html } from "hono/html";
import { moment } from "@/local/console/desk-panels";
import type { Html } from "@/local/console/layout";
import { changeByHand } from "@/local/pagarme/change-by-hand";
import { expire } from "@/local/pagarme/due-charges";
import { type Charge, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { money, page } from "@/local/pagarme/pages/layout";
import { type Change, pay } from "@/local/pagarme/transitions";

/** The payer's bank, as far as the sandbox needs one: look a Pix code or boleto line up, pay it, or let it lapse. */
export function payerPages(house: House): Hono {
  const app = new Hono();
  const base = house.links.siteBase;
  app.get("/pay", async (http) => {
    const code = (http.req.query("code") ?? "").trim();
    const chargeId = code === "" ? null : await findByCode(house, code);
    return chargeId
      ? http.redirect(`${base}/pay/${chargeId}`)
      : http.html(page(base, "Pay a code", lookup(base, code)), code === "" ? 200 : 404);
  });
  app.get("/pay/:charge", async (http) => showCharge(house, http));
  app.post("/pay/:charge", async (http) => {
    const form = await http.req.parseBody();
    await changeByHand(house, http.req.param("charge"), (charge, now) => decided(charge, String(form.action), now));
    return http.redirect(`${base}/pay/${http.req.param("charge")}`, 303);
  });
  return app;
}

/** The charge of a Pix copy-and-paste code, or of a boleto line typed with or without its dots. */
async function findByCode({ records }: House, code: string): Promise<string | null> {
  const digits = code.replace(/[\s.]/g, "");
  const where = /^\d{47}$/.test(digits) ? { method: { line: digits } } : { method: { code } };
  const found = await records.query<{ id: string }>("SELECT id FROM {schema}.records WHERE kind = $1 AND data @> $2 LIMIT 1", [
    kinds.charge.name,
    JSON.stringify(where),
  ]);
  return found.rows[0]?.id ?? null;
}

function lookup(base: string, code: string): Html {
  return html`<section class="card">
    <form  action="${base}/pay">
      <label class="wide">Pix copy-and-paste code or boleto line <input name="code" value="${code}" required /></label>
      <button class="main">Look up</button>
    </form>
    ${code ? html`<p role="alert">No charge has this code.</p>` : ""}
  </section>`;
}

async function showCharge({ records, links }: House, http: HttpContext): Promise<Response> {
  const found = await records.locate<Charge>(kinds.charge, http.req.param("charge") ?? "");
  if (!found || found.value.method.type === "credit_card")
    return http.html(page(links.siteBase, "Not found", html`<section class="card">No such charge to pay.</section>`), 404);
  return http.html(page(links.siteBase, found.value.method.type === "pix" ? "Pay with Pix" : "Pay a boleto", chargeBody(found.value)));
}

function chargeBody(charge: Charge): Html {
  const due = charge.method.type === "pix" ? charge.method.expiresAt : charge.dueAt;
  const isPaid = charge.paidAmount > 0;
  return html`<section class="card">
    <p class="amount">${money(charge.amount)}</p>
    <p>
      <span class="word">${charge.status}</span> ${isPaid ? html`paid ${money(charge.paidAmount)}` : ""}
      <span class="soft">· ${charge.customer.name} · ${charge.method.type === "pix" ? "expires" : "due"} ${moment(due)}</span>
    </p>
    <form method="post" >
      <button class="main" name="action" value="pay" ${isPaid ? "disabled" : ""}>Pay</button>
      <button name="action" value="smaller" ${isPaid ? "disabled" : ""}>Pay a smaller amount</button>
      <button name="action" value="again" ${isPaid ? "" : "disabled"}>Pay again</button>
      <button name="action" value="expire" ${charge.status === "pending" ? "" : "disabled"}>Let it expire</button>
    </form>
    <p class="soft"><code>${charge.id}</code></p>
  </section>`;
}

/** What a button does; null when the charge moved on since the page was shown. A lapsed charge can still be paid: late money exists. */
function decided(charge: Charge, action: string, now: Date): Change | null {
  if (charge.method.type === "credit_card") return null;
  if (action === "pay" && charge.paidAmount === 0) return pay(charge, charge.amount, now);
  if (action === "smaller" && charge.paidAmount === 0) return pay(charge, Math.max(1, Math.floor(charge.amount / 2)), now);
  if (action === "again" && charge.paidAmount > 0) return pay(charge, charge.amount, now);
  if (action === "expire" && charge.status === "pending") return expire(charge, now);
  return null;
}
