import { Hono } from "hono";
import { html } from "hono/html";
import { type Html, layout } from "@/local/console/layout";
import { addFault, clearFaults, faultInput, listFaults } from "@/local/sandbox/faults";
import type { House } from "./house";

const shownRequests = 20;
const effects = ["refuse", "delay", "fail_before", "fail_after", "timeout_after"] as const;

/** The sandbox's page: indexes, the last requests, faults. */
export function consoleRoutes(house: House): Hono {
  const app = new Hono();
  app.get("/", async (c) =>
    c.html(layout({ title: "Algolia sandbox", lead, current: "overview", body: await body(house, c.req.path.replace(/\/$/, "")) })),
  );
  app.post("/console/faults", async (c) => {
    const form = await c.req.parseBody();
    const effect = { kind: form.kind, ...(form.kind === "delay" ? { ms: 10_000 } : {}) };
    const fault = faultInput.safeParse({ operation: form.operation, effect, times: form.lasting ? null : 1 });
    if (fault.success) await addFault(house.records, fault.data);
    return c.redirect(home(c.req.path), 303);
  });
  app.post("/console/faults/clear", async (c) => {
    await clearFaults(house.records);
    return c.redirect(home(c.req.path), 303);
  });
  return app;
}

const lead = "Stands in for Algolia's search API: indexes, replicas, settings, tasks, secured keys. Nothing leaves this machine.";

function home(path: string): string {
  return path.slice(0, path.indexOf("/console")) || "/";
}

async function body(house: House, base: string): Promise<Html> {
  const faults = await listFaults(house.records);
  const indexes = house.library.list();
  return html`<div class="tools">
    <section class="card">
      <h2>Application</h2>
      <dl><dt>Id</dt><dd class="mono">${house.application.appId}</dd></dl>
    </section>
    <section class="card">
      <h2>Indexes</h2>
      ${indexes.length === 0 ? html`<p class="soft">None yet: <code>npm run search:settings</code> makes them.</p>` : ""}
      <table>
        ${indexes.map(({ name, settings, records }) => html`<tr><td class="mono">${name}</td><td>${records.size} records</td><td class="soft">${settings.primary ? `replica of ${settings.primary}` : ""}</td></tr>`)}
      </table>
    </section>
    <section class="card">
      <h2>Faults</h2>
      <table>
        ${faults.map((fault) => html`<tr><td class="mono">${fault.operation}</td><td>${fault.effect.kind}</td><td>${fault.remaining ?? "until cleared"}</td></tr>`)}
      </table>
      <form class="row" method="post" action="${base}/console/faults">
        <label>Operation <input name="operation" value="*" /></label>
        <label>Effect <select name="kind">${effects.map((kind) => html`<option>${kind}</option>`)}</select></label>
        <label>Until cleared <input type="checkbox" name="lasting" value="1" /></label>
        <button>Add</button>
      </form>
      <form method="post" action="${base}/console/faults/clear"><button>Clear all</button></form>
    </section>
    <section class="card">
      <h2>Last requests</h2>
      <table>
        ${house.requests
          .list()
          .slice(0, shownRequests)
          .map(
            ({ at, method, path, status, durationMs }) =>
              html`<tr><td>${at}</td><td class="mono">${method} ${path}</td><td>${status}</td><td>${durationMs} ms</td></tr>`,
          )}
      </table>
    </section>
  </div>`;
}
