import { html } from "hono/html";
import { type Html, layout } from "@/local/console/layout";
import { recordKinds, type ZoneRecord } from "@/local/dns/zones";

const sayings: Record<string, string> = {
  added: "The records are set. The application sees them at its next look, or at once with “Check now”.",
  nothing: "No record was found in what was sent.",
};

/** What the local resolver answers, and the two ways to change it. */
export function zonePage(records: readonly ZoneRecord[], said: string): Html {
  return layout({
    title: "DNS",
    lead: "Stands in for the DNS provider of merchants' domains. Add a domain that ends in .localhost (loja.com.br.localhost) in a store's dashboard, copy the text for whoever runs the DNS, and paste it here.",
    current: "dns",
    body: html`
      ${sayings[said] ? html`<p class="card" role="status">${sayings[said]}</p>` : ""}
      <form class="card" method="post" action="/dns/paste">
        <label>Text from the dashboard <textarea name="text" rows="6" required style="font: 13px ui-monospace, monospace; padding: 10px; border-radius: 8px; border: 1px solid var(--field); background: var(--paper); color: var(--ink)"></textarea></label>
        <p style="margin: 10px 0 0"><button>Set these records</button></p>
      </form>
      <form class="row" method="post" action="/dns/add">
        <label style="flex: 0 1 110px">Type <select name="type">${recordKinds.map((kind) => html`<option>${kind}</option>`)}</select></label>
        <label>Whole name <input name="name" required autocomplete="off" /></label>
        <label>Value <input name="value" required autocomplete="off" /></label>
        <button>Set record</button>
      </form>
      ${records.length === 0 ? html`<div class="card soft">No records yet.</div>` : table(records)}
    `,
  });
}

function table(records: readonly ZoneRecord[]): Html {
  return html`<div class="card tools"><table>
    <thead><tr><th>Type</th><th>Name</th><th>Value</th><th></th></tr></thead>
    <tbody>${records.map(row)}</tbody>
  </table></div>`;
}

function row({ type, name, value }: ZoneRecord): Html {
  return html`<tr>
    <td class="mono">${type}</td><td class="mono">${name}</td><td class="mono">${value}</td>
    <td><form method="post" action="/dns/remove">
      <input type="hidden" name="type" value="${type}" /><input type="hidden" name="name" value="${name}" /><input type="hidden" name="value" value="${value}" />
      <button aria-label="Remove ${type} ${name}">Remove</button>
    </form></td>
  </tr>`;
}
