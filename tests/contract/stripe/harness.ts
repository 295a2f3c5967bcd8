import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import Stripe from "stripe";
import { createStripeSandbox, type StripeSandbox } from "@/local/stripe/server";
import { contractsFolder } from "../contract";
import { type AnswerCheck, loadAnswerCheck } from "./answers";

export const SECRET_KEY = "sk_test_contract";
export const WEBHOOK_SECRET = "whsec_contract_platform";
export const CONNECT_SECRET = "whsec_contract_connect";
/** Onboarding finished, in dollars. */
export const MERCHANT = "acct_contractmerchant";
export const SHOP = "http://shop.test";

export type Received = { body: string; signature: string; event: Stripe.Event };

export type Harness = {
  url: string;
  stripe: Stripe;
  /** As the vendor's SDK calls on behalf of a connected account. */
  asMerchant: { stripeAccount: string };
  /** Notifications in the order they arrived. */
  received: Received[];
  /** The status that the receiver answers with; 200 unless a test says otherwise. */
  answerWith(status: number): void;
  /** Waits for a notification; fails after five seconds. */
  awaitEvent(type: string, matches?: (event: Stripe.Event) => boolean): Promise<Received>;
  advance(seconds: number): Promise<void>;
  fault(operation: string, effect: object, times?: number | null): Promise<void>;
  control(path: string, body?: object): Promise<unknown>;
  /** What answers did against the vendor's description so far. */
  violations: string[];
  close(): Promise<void>;
};

/** The sandbox on a free port with its own schema, a receiver of notifications, and the vendor's SDK pointed at it. */
export async function startHarness(schema: string): Promise<Harness> {
  const databaseUrl = process.env.LOCAL_DATABASE_URL ?? "";
  const receiver = await startReceiver();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const sandbox = await createStripeSandbox({
    databaseUrl,
    publicUrl: url,
    schema,
    secretKeys: [SECRET_KEY],
    webhookUrl: receiver.url,
    webhookSecret: WEBHOOK_SECRET,
    connectWebhookSecret: CONNECT_SECRET,
    ...(existsSync(contractsFolder) ? { contractsFolder } : {}),
    retryAfterMs: [100, 200, 300],
    readyAccounts: [{ id: MERCHANT, email: "merchant@example.com" }],
  });
  const violations: string[] = [];
  const server = await listen(sandbox, { port, check: await loadAnswerCheck(), violations });
  const stripe = new Stripe(SECRET_KEY, {
    host: "127.0.0.1",
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 20_000,
  });
  const control = (path: string, body?: object): Promise<unknown> => callControl(`${url}/_sandbox${path}`, body);
  return {
    url,
    stripe,
    asMerchant: { stripeAccount: MERCHANT },
    received: receiver.received,
    answerWith: receiver.answerWith,
    awaitEvent: (type, matches = () => true) => awaitReceived(receiver.received, (event) => event.type === type && matches(event)),
    advance: async (seconds) => void (await control("/clock", { advanceSeconds: seconds })),
    fault: async (operation, effect, times = 1) => void (await control("/faults", { operation, effect, times })),
    control,
    violations,
    close: async () => {
      server.close();
      await sandbox.close();
      receiver.close();
    },
  };
}

type Receiver = { url: string; received: Received[]; answerWith(status: number): void; close(): void };

async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status = 200;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ body, signature: String(request.headers["stripe-signature"]), event: JSON.parse(body) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/api/webhooks/stripe`,
    received,
    answerWith: (next) => {
      status = next;
    },
    close: () => server.close(),
  };
}

async function listen(
  sandbox: StripeSandbox,
  { port, check, violations }: { port: number; check: AnswerCheck; violations: string[] },
): Promise<ServerType> {
  const app = new Hono();
  app.use("/v1/*", async (c, next) => {
    await next();
    const body: unknown = await c.res.clone().json();
    violations.push(...check({ verb: c.req.method, path: c.req.path, status: c.res.status, body }));
  });
  app.route("/", sandbox.app);
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const port = portOf(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

async function callControl(url: string, body: object | undefined): Promise<unknown> {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}

async function awaitReceived(received: readonly Received[], matches: (event: Stripe.Event) => boolean): Promise<Received> {
  const endsAt = Date.now() + 5_000;
  while (Date.now() < endsAt) {
    const found = received.find(({ event }) => matches(event));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no such event among: ${received.map(({ event }) => event.type).join(", ")}`);
}
