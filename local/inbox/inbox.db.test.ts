import { Hono } from "hono";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { inboxRoutes } from "@/local/inbox/routes";
import { type Smtp, startSmtp } from "@/local/inbox/smtp";
import { type Inbox, openInbox } from "@/local/inbox/store";

const listed = z.object({
  messages: z.array(z.object({ id: z.number(), to: z.array(z.string()), subject: z.string(), links: z.array(z.string()) })),
});

let inbox: Inbox;
let smtp: Smtp;
let app: Hono;

beforeAll(async () => {
  inbox = await openInbox(process.env.LOCAL_DATABASE_URL ?? "");
  smtp = await startSmtp(inbox, 0);
  app = new Hono().route("/inbox", inboxRoutes(inbox));
});
afterAll(async () => {
  await smtp.close();
  await inbox.close();
});

function post(mail: {
  to: string;
  subject?: string;
  text?: string;
  html?: string;
  attachments?: { filename: string; content: string }[];
  bcc?: string;
}) {
  return createTransport(`smtp://127.0.0.1:${smtp.port}`).sendMail({
    from: "Aurora <ola@aurora.example>",
    subject: "Olá",
    text: "…",
    ...mail,
  });
}

async function messagesTo(to: string) {
  const answer = await app.request(`/inbox/api/messages?${new URLSearchParams({ to })}`);
  return listed.parse(await answer.json()).messages;
}

test("a mail is found by its recipient, in any case, newest first, with the addresses it links to", async () => {
  await post({ to: "Ana@Example.com", subject: "First" });
  await post({
    to: "ana@example.com",
    subject: "Confirme ✓",
    html: '<p><a href="http://localhost:3000/verify?a=1&amp;b=2">Confirmar</a> <a href="mailto:x@y.z">x</a></p>',
  });
  await post({ to: "other@example.com" });

  const found = await messagesTo("ANA@example.com");
  expect(found.map(({ subject }) => subject)).toEqual(["Confirme ✓", "First"]);
  expect(found[0]?.links).toEqual(["http://localhost:3000/verify?a=1&b=2"]);
});

test("a blind copy is delivered and shown to be", async () => {
  await post({ to: "seen@example.com", bcc: "unseen@example.com" });
  expect(await messagesTo("unseen@example.com")).toHaveLength(1);
});

test("a mail's markup is shown without the power to run or to send anything", async () => {
  await post({ to: "html@example.com", html: "<script>alert(1)</script><b>Hi</b>" });
  const [mail] = await messagesTo("html@example.com");
  const shown = await app.request(`/inbox/${mail?.id}/html`);
  expect(shown.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'/);
  const page = await (await app.request(`/inbox/${mail?.id}`)).text();
  expect(page).toMatch(/<iframe[^>]* sandbox="(?!.*allow-scripts)/);
  expect(page).not.toContain("<script>alert");
});

test("subjects are text, also those that look like markup", async () => {
  await post({ to: "subject@example.com", subject: "<img src=x onerror=alert(1)>" });
  const page = await (await app.request("/inbox?to=subject@example.com")).text();
  expect(page).toContain("&lt;img src=x");
  expect(page).not.toContain("<img src=x");
});

test("an attachment comes back as it was sent", async () => {
  await post({ to: "file@example.com", attachments: [{ filename: "boleto.txt", content: "34191.79001" }] });
  const [mail] = await messagesTo("file@example.com");
  const file = await app.request(`/inbox/${mail?.id}/attachments/0`);
  expect(await file.text()).toBe("34191.79001");
  expect(file.headers.get("content-disposition")).toContain("boleto.txt");
});

test("what does not exist is not found, whatever is asked", async () => {
  for (const path of ["/inbox/999999", "/inbox/abc", "/inbox/api/messages/-1", "/inbox/99999999999999", "/inbox/999999/attachments/0"]) {
    expect((await app.request(path)).status, path).toBe(404);
  }
});

test("the inbox is emptied by its own button, not by another site's form", async () => {
  await post({ to: "kept@example.com" });
  const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } };
  const foreign = await app.request("http://localhost/inbox/clear", {
    ...form,
    headers: { ...form.headers, origin: "http://evil.example" },
  });
  expect(foreign.status).toBe(403);
  expect(await messagesTo("kept@example.com")).toHaveLength(1);
  await app.request("http://localhost/inbox/clear", { ...form, headers: { ...form.headers, origin: "http://localhost" } });
  expect(await messagesTo("")).toEqual([]);
});
