import type { Hono } from "hono";
import { html } from "hono/html";
import { deskRoutes } from "@/local/console/desk";
import { table } from "@/local/console/desk-panels";
import type { Html } from "@/local/console/layout";
import type { House } from "./house";

const operations = ["*", "POST /1/indexes/*/queries", "POST /1/indexes/{indexName}/batch", "GET /1/indexes/{indexName}/task/{taskID}"];

/** The sandbox's page: indexes, faults, the last requests. */
export function consoleRoutes({ application, library, records, requests, siteBase }: House): Hono {
  return deskRoutes({
    title: "Algolia sandbox",
    lead: "Stands in for Algolia's search API: indexes, replicas, settings, tasks, secured keys. Nothing leaves this machine.",
    home: siteBase,
    records,
    requests,
    own: async () => indexesPanel(application.appId, library.list()),
    operations,
    effects: ["refuse", "delay", "fail_before", "fail_after", "timeout_after"],
  });
}

function indexesPanel(appId: string, indexes: ReturnType<House["library"]["list"]>): Html {
  const rows = indexes.map(({ name, settings, records }) => [
    html`<code>${name}</code>`,
    String(records.size),
    settings.primary ? html`replica of <code>${settings.primary}</code>` : "primary",
  ]);
  return html`<section class="card">
    <h2>Indexes of application ${appId}</h2>
    ${rows.length === 0 ? html`<p class="soft">None yet: <code>npm run search:settings</code> makes them.</p>` : table({ label: "Indexes", heads: ["Name", "Records", "Kind"], rows })}
  </section>`;
}
