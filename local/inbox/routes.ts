import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { simpleParser } from "mailparser";
import { z } from "zod";
import { listPage, mailPage } from "@/local/inbox/pages";
import type { Inbox, Mail } from "@/local/inbox/store";

const pageSize = 50;
const id = z.coerce.number().int().min(1).max(2_147_483_647);
const query = z.object({
  to: z.string().max(320).trim().catch(""),
  before: id.optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(200).catch(pageSize),
});

/** What a mail may do when it is shown: bring its own style and pictures. No script, no form, nothing sent anywhere. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; font-src https: data:";

/** The inbox in the browser and, for tests, as JSON. Mounted under `/inbox`. */
export function inboxRoutes(inbox: Inbox): Hono {
  const app = new Hono();
  app.route("/api", apiRoutes(inbox));
  app.use("*", csrf());

  app.get("/", async (c) => {
    const { to, before } = query.parse(c.req.query());
    const mails = await inbox.list({ to, before, limit: pageSize + 1 });
    return c.html(listPage({ to, mails: mails.slice(0, pageSize), hasOlder: mails.length > pageSize }));
  });
  app.post("/clear", async (c) => {
    await inbox.clear();
    return c.redirect("/inbox", 303);
  });
  app.get("/:id", async (c) => {
    const mail = await findMail(inbox, c.req.param("id"));
    return mail ? c.html(mailPage(mail)) : c.notFound();
  });
  app.get("/:id/html", async (c) => {
    const mail = await findMail(inbox, c.req.param("id"));
    if (!mail?.html) return c.notFound();
    return c.html(`<base target="_blank">${mail.html}`, 200, { "content-security-policy": mailPolicy, "referrer-policy": "no-referrer" });
  });
  app.get("/:id/attachments/:index", async (c) => {
    const source = await inbox.findSource(id.catch(0).parse(c.req.param("id")));
    const parsed = source && (await simpleParser(source));
    const attachment = parsed?.attachments[Number(c.req.param("index"))];
    if (!attachment) return c.notFound();
    const name = encodeURIComponent(attachment.filename ?? "attachment");
    return c.body(new Uint8Array(attachment.content), 200, {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
    });
  });
  return app;
}

function apiRoutes(inbox: Inbox): Hono {
  const app = new Hono();
  app.get("/messages", async (c) => c.json({ messages: await inbox.list(query.parse(c.req.query())) }));
  app.get("/messages/:id", async (c) => {
    const mail = await findMail(inbox, c.req.param("id"));
    return mail ? c.json(mail) : c.json({ error: "no such message" }, 404);
  });
  return app;
}

async function findMail(inbox: Inbox, given: string): Promise<Mail | null> {
  const parsed = id.safeParse(given);
  return parsed.success ? inbox.find(parsed.data) : null;
}
