import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { z } from "zod";
import { POST as takePagarmeNotice } from "@/app/api/webhooks/pagarme/[account]/route";
import { POST as takeStripeNotice } from "@/app/api/webhooks/stripe/route";
import { createStripeSandbox, type StripeSandbox } from "@/local/stripe/server";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { CONNECT_SECRET, SECRET_KEY, WEBHOOK_SECRET } from "@/tests/contract/stripe/harness";

/** Where the sandboxes' notices arrive: the application's own doors. */
export type Doors = { url: string; close(): Promise<void> };

export async function openDoors(): Promise<Doors> {
  const server = createServer(async (incoming, outgoing) => {
    const answer = await knock(incoming).catch(() => new Response(null, { status: 500 }));
    outgoing.writeHead(answer.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server) };
}

async function knock(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = `http://127.0.0.1${incoming.url}`;
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  const request = new Request(url, {
    method: "POST",
    body: Buffer.concat(chunks).toString(),
    headers: [...headers].map(([n, v]) => [n, v]),
  });
  const account = /^\/api\/webhooks\/pagarme\/([^/]+)$/.exec(incoming.url ?? "")?.[1];
  return account ? takePagarmeNotice(request, { params: Promise.resolve({ account }) }) : takeStripeNotice(request);
}

export type StripeStand = {
  url: string;
  control(path: string, body: object): Promise<unknown>;
  fault(operation: string, effect: object, times?: number | null): Promise<void>;
  close(): Promise<void>;
};

export async function startStripeStand(doors: Doors, accountIds: readonly string[]): Promise<StripeStand> {
  const held: { sandbox: StripeSandbox | null } = { sandbox: null };
  const fetchApp = (request: Request) => held.sandbox?.app.fetch(request) ?? new Response(null, { status: 503 });
  const server = serve({ fetch: fetchApp, port: 0, hostname: "127.0.0.1" });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const url = `http://127.0.0.1:${portOf(server as Server)}`;
  const sandbox = await createStripeSandbox({
    databaseUrl: process.env.LOCAL_DATABASE_URL ?? "",
    publicUrl: url,
    schema: "money_stripe",
    secretKeys: [SECRET_KEY],
    webhookUrl: `${doors.url}/api/webhooks/stripe`,
    webhookSecret: WEBHOOK_SECRET,
    connectWebhookSecret: CONNECT_SECRET,
    retryAfterMs: [50, 100, 200],
    readyAccounts: accountIds.map((id) => ({ id, email: "merchant@example.com" })),
  });
  held.sandbox = sandbox;
  Object.assign(process.env, {
    STRIPE_API_BASE: url,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_CONNECT_WEBHOOK_SECRET: CONNECT_SECRET,
  });
  const control = (path: string, body: object) => post(`${url}/_sandbox${path}`, body);
  return {
    url,
    control,
    fault: async (operation, effect, times = 1) => void (await control("/faults", { operation, effect, times })),
    close: async () => {
      await sandbox.close();
      await closed(server as Server);
    },
  };
}

export async function startPagarmeStand(): Promise<RunningSandbox> {
  const sandbox = await startSandbox();
  process.env.PAGARME_API_BASE = sandbox.apiBase;
  return sandbox;
}

/** How many calls a sandbox has disturbed, by the faults that are not cleared. */
export async function countStruck(siteBase: string): Promise<number> {
  const answer = await fetch(`${siteBase}/_sandbox/faults`);
  const { faults } = z.object({ faults: z.array(z.object({ matched: z.number() })) }).parse(await answer.json());
  return faults.reduce((sum, { matched }) => sum + matched, 0);
}

/** The idempotency keys that our own calls used for two different requests. */
export async function listReusedKeys(siteBase: string): Promise<string[]> {
  const answer = await fetch(`${siteBase}/_sandbox/keys/reused`);
  const { reused } = z.object({ reused: z.array(z.object({ key: z.string(), operation: z.string() })) }).parse(await answer.json());
  return reused.map(({ key, operation }) => `${key} (${operation})`);
}

export async function post(url: string, body: object): Promise<unknown> {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
