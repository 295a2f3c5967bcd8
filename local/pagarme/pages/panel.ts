import { Hono } from "hono";
import { html } from "hono/html";
import { moment } from "@/local/console/desk-panels";
import type { Html } from "@/local/console/layout";
import { type Act, disputeAct, refundAct, reverseAct } from "@/local/pagarme/acts";
import { changeByHand } from "@/local/pagarme/change-by-hand";
import { type Charge, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { money, page } from "@/local/pagarme/pages/layout";
import { refundable } from "@/local/pagarme/transitions";
import type { Owned } from "@/local/sandbox/records";

/** What a merchant, or a card's bank, may do behind the shop's back: refund and charge back. */
export function panelPages(house: House): Hono {
  const app = new Hono();
  const base = house.links.siteBase;
  app.get("/panel", async (http) => {
    const charges = await house.records.everywhere<Charge>(kinds.charge, 100);
    return http.html(
      page(base, "Charges", charges.length === 0 ? html`<section class="card">No charges yet.</section>` : table(base, charges)),
    );
  });
  app.post("/panel/:charge", async (http) => {
    const form = await http.req.parseBody();
    await changeByHand(house, http.req.param("charge"), actOf(String(form.action), String(form.amount ?? "").trim()));
    return http.redirect(`${base}/panel`, 303);
  });
  return app;
}

function actOf(name: string, reais: string): Act {
  if (name === "refund") return reais === "" ? refundAct() : refundAct(Math.round(Number(reais.replace(",", ".")) * 100));
  if (name === "chargeback") return disputeAct;
  return name === "reverse" ? reverseAct : () => null;
}

function table(base: string, charges: Owned<Charge>[]): Html {
  return html`<section class="card">
    <div class="scroll" tabindex="0" role="region" aria-label="Charges"><table>
      <thead>
        <tr><th>Order, charge</th><th>Customer</th><th>Method</th><th>Amount</th><th>State</th><th>Made</th><th></th></tr>
      </thead>
      <tbody>${charges.map((owned) => row(base, owned))}</tbody>
    </table></div>
  </section>`;
}

function row(base: string, { value: charge }: Owned<Charge>): Html {
  const isCard = charge.method.type === "credit_card";
  const left = refundable(charge);
  const taken =
    charge.paidAmount > 0
      ? html`<br /><span class="soft">paid ${money(charge.paidAmount)}, back ${money(charge.canceledAmount)}</span>`
      : "";
  return html`<tr>
    <td>${charge.code}<br /><code class="soft">${charge.id}</code></td>
    <td>${charge.customer.name}</td>
    <td>${isCard ? "card" : html`<a href="${base}/pay/${charge.id}">${charge.method.type}</a>`}</td>
    <td>${money(charge.amount)}${taken}</td>
    <td><span class="word">${charge.status}</span></td>
    <td>${moment(charge.createdAt)}</td>
    <td>
      <form method="post" action="${base}/panel/${charge.id}">
        ${left > 0 ? html`<input name="amount" size="7" inputmode="decimal" placeholder="all" aria-label="Amount in reais" /><button name="action" value="refund">Refund</button>` : ""}
        ${isCard && charge.status === "paid" ? html`<button name="action" value="chargeback">Charge back</button>` : ""}
        ${charge.status === "chargedback" ? html`<button name="action" value="reverse">Reverse the chargeback</button>` : ""}
      </form>
    </td>
  </tr>`;
}
