import { Hono } from "hono";
import { z } from "zod";
import { faultControls } from "@/local/sandbox/control";
import { noRecords } from "@/local/vercel/dns";
import { requireApex } from "@/local/vercel/input";
import { ANYONE, kinds, type Project } from "@/local/vercel/model";
import type { House } from "@/local/vercel/operation";

const values = z.array(z.string().min(1)).default([]);
const recordsInput = z.strictObject({
  host: z.string().min(1).toLowerCase(),
  A: values,
  CNAME: values,
  TXT: values,
  isProxied: z.boolean().default(false),
});
const holderInput = z.strictObject({ domain: z.string().min(1), yields: z.boolean().default(true) });

export type RecordsInput = z.input<typeof recordsInput>;

/**
 * What happens by other hands than the product's, for tests and the console: somebody sets DNS records, another account uses a
 * domain or lets it go. Bodies are JSON.
 */
export function controlRoutes({ records }: House, openProjects: () => Promise<Project[]>): Hono {
  const app = new Hono();
  const anyone = records.in(ANYONE);
  app.route("/", faultControls(records));
  app.put("/records", async (http) => {
    const { host, ...found } = recordsInput.parse(await http.req.json());
    await anyone.put(kinds.records, host, { ...noRecords(host), ...found });
    return http.json({ host, ...found });
  });
  app.delete("/records/:host", async (http) => http.json({ removed: await anyone.remove(kinds.records, http.req.param("host")) }));
  app.put("/holders", async (http) => {
    const { domain, yields } = holderInput.parse(await http.req.json());
    const holder = { apexName: requireApex(domain), yields };
    await anyone.put(kinds.holder, holder.apexName, holder);
    return http.json(holder);
  });
  app.delete("/holders/:apex", async (http) => http.json({ removed: await anyone.remove(kinds.holder, http.req.param("apex")) }));
  app.post("/reset", async (http) => {
    await records.reset();
    await openProjects();
    return http.body(null, 204);
  });
  app.onError((error, http) => {
    if (error instanceof z.ZodError) return http.json({ error: z.prettifyError(error) }, 400);
    return http.json({ error: error.message }, 400);
  });
  return app;
}
