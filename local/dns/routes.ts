import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { type RecordBook, readForwarded, recordSchema } from "@/local/dns/book";
import { zonePage } from "@/local/dns/pages";

/** The local resolver's records in the browser and, for tests, as JSON. Mounted under `/dns`. */
export function dnsRoutes(book: RecordBook): Hono {
  const app = new Hono();
  app.route("/api", apiRoutes(book));
  app.use("*", csrf());
  app.get("/", (c) => c.html(zonePage(book.zones.list(), c.req.query("said") ?? "")));
  app.post("/paste", async (c) => {
    const records = readForwarded(String((await c.req.parseBody()).text ?? "").replaceAll("\r\n", "\n"));
    await book.add(records);
    return c.redirect(`/dns?said=${records.length === 0 ? "nothing" : "added"}`, 303);
  });
  app.post("/add", async (c) => {
    const parsed = recordSchema.safeParse(await c.req.parseBody());
    if (parsed.success) await book.add([parsed.data]);
    return c.redirect(`/dns?said=${parsed.success ? "added" : "nothing"}`, 303);
  });
  app.post("/remove", async (c) => {
    const parsed = recordSchema.safeParse(await c.req.parseBody());
    if (parsed.success) await book.remove(parsed.data);
    return c.redirect("/dns", 303);
  });
  return app;
}

function apiRoutes(book: RecordBook): Hono {
  const app = new Hono();
  app.get("/records", (c) => c.json(book.zones.list()));
  app.post("/records", async (c) => {
    const parsed = recordSchema.array().safeParse(await c.req.json());
    if (!parsed.success) return c.json({ error: "records: [{type, name, value}]" }, 400);
    await book.add(parsed.data);
    return c.json(book.zones.list());
  });
  app.delete("/records", async (c) => {
    const parsed = recordSchema.array().safeParse(await c.req.json());
    if (!parsed.success) return c.json({ error: "records: [{type, name, value}]" }, 400);
    for (const record of parsed.data) await book.remove(record);
    return c.json(book.zones.list());
  });
  return app;
}
