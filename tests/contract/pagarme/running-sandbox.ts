import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Context, Hono, type Next } from "hono";
import type { AccountInput } from "@/local/pagarme/accounts";
import type { Account } from "@/local/pagarme/model";
import { createPagarmeSandbox, type PagarmeSandbox } from "@/local/pagarme/server";
import type { FaultInput } from "@/local/sandbox/faults";
import { checkAnswer, checkNotice } from "@/tests/contract/pagarme/answer-check";

/** A notice as it arrived. */
export type Received = {
  authorization: string | undefined;
  body: { id: string; type: string; account: { id: string }; data: Record<string, unknown> };
};

export type Answer = { status: number; body: Record<string, unknown> };

export type RunningSandbox = {
  siteBase: string;
  apiBase: string;
  account: Account;
  sandbox: PagarmeSandbox;
  /** Calls the API as the account, or as whoever holds `secretKey`. */
  call(method: string, path: string, options?: { body?: unknown; secretKey?: string; idempotencyKey?: string }): Promise<Answer>;
  /** Turns a card into a token as a browser would. */
  token(number?: string, changes?: Record<string, unknown>): Promise<string>;
  advance(seconds: number): Promise<void>;
  fault(fault: FaultInput): Promise<void>;
  /** Presses a button of one of the pages. */
  press(path: string, form: Record<string, string>): Promise<void>;
  /** The notices that arrived so far; `until` waits for a named one. */
  received: Received[];
  until(type: string): Promise<Received>;
  /** What the receiver of notices answers from now on. */
  answerNotices(status: number): void;
  /** A second process, as it were, on the same records. */
  restart(accounts: AccountInput[]): Promise<PagarmeSandbox>;
  /** Ends its server: nothing answers at its address. */
  hangUp(): Promise<void>;
  /** At the same address, with the records that it had. */
  answerAgain(): Promise<void>;
  /** Fails when an answer or a notice was not as the vendor describes it. */
  close(): Promise<void>;
};

export type StartOptions = { payer?: Account["payer"]; user?: string; password?: string };

/** Starts a sandbox of its own, on free ports, with one account whose notices arrive at a receiver of the test's. */
export async function startSandbox({
  payer = "by_hand",
  user = "aurora",
  password = "s3cret",
}: StartOptions = {}): Promise<RunningSandbox> {
  const databaseUrl = process.env.LOCAL_DATABASE_URL;
  if (!databaseUrl) throw new Error("LOCAL_DATABASE_URL is set by the tests' set-up");

  const received: Received[] = [];
  const reply = { status: 200 };
  const receiver = await listen(received, reply);
  const violations: string[] = [];
  const root = new Hono();
  root.use("/pagarme/core/v5/*", (http, next) => noteViolations(http, next, violations));
  const server = serve({ fetch: (request, env) => root.fetch(request, env), port: 0, hostname: "127.0.0.1" });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const port = portOf(server as Server);
  const siteBase = `http://127.0.0.1:${port}/pagarme`;
  const schema = `pagarme_${randomBytes(6)
    .toString("hex")
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "g")}`;
  const sandbox = await createPagarmeSandbox({ databaseUrl, siteBase, schema, retryAfterMs: [50, 100, 200] });
  root.route("/pagarme", sandbox.app);
  const endpoint = { url: `http://127.0.0.1:${portOf(receiver)}/notices`, user, password };
  const account = await sandbox.createAccount({ name: "Aurora Ateliê", payer, endpoints: [endpoint] });

  return {
    ...remote({ siteBase, account }),
    sandbox,
    received,
    restart: (accounts) => createPagarmeSandbox({ databaseUrl, siteBase, schema, accounts }),
    until: (type) => waitFor(received, type),
    answerNotices: (status) => {
      reply.status = status;
    },
    hangUp: () => endServer(server as Server),
    answerAgain: () => new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve)),
    close: async () => {
      await sandbox.close();
      for (const one of [server as Server, receiver]) await endServer(one);
      violations.push(...received.flatMap(({ body }) => checkNotice(body)));
      if (violations.length > 0) throw new Error(`not as Pagar.me describes it:\n${[...new Set(violations)].slice(0, 10).join("\n")}`);
    },
  };
}

/** Every answer of the API in JSON is checked, whoever asked for it. */
async function noteViolations(http: Context, next: Next, violations: string[]): Promise<void> {
  await next();
  if (http.req.method === "OPTIONS" || !http.res.headers.get("content-type")?.includes("json")) return;
  const body: unknown = await http.res.clone().json();
  const path = http.req.path.replace("/pagarme/core/v5", "");
  violations.push(...checkAnswer({ method: http.req.method, path, status: http.res.status, body }));
}

function endServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}

type Remote = Pick<RunningSandbox, "siteBase" | "apiBase" | "account" | "call" | "token" | "advance" | "fault" | "press">;

function remote({ siteBase, account }: { siteBase: string; account: Account }): Remote {
  const apiBase = `${siteBase}/core/v5`;
  const control = (path: string, body: unknown): Promise<Answer> => send(`${siteBase}/_sandbox${path}`, { method: "POST", body });
  return {
    siteBase,
    apiBase,
    account,
    call: (method, path, { body, secretKey = account.secretKey, idempotencyKey } = {}) => {
      const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`;
      return send(`${apiBase}${path}`, {
        method,
        body,
        headers: { authorization, ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}) },
      });
    },
    token: async (number = "4000000000000010", changes = {}) => {
      const card = { number, holder_name: "ANA SOUZA", exp_month: 12, exp_year: 2039, cvv: "123", ...changes };
      const answer = await send(`${apiBase}/tokens?appId=${account.publicKey}`, { method: "POST", body: { type: "card", card } });
      return String(answer.body.id);
    },
    advance: async (seconds) => expectOk(await control("/clock", { advanceSeconds: seconds })),
    fault: async (fault) => expectOk(await control("/faults", fault)),
    press: async (path, form) => {
      const response = await fetch(`${siteBase}${path}`, {
        method: "POST",
        body: new URLSearchParams(form),
        redirect: "manual",
        headers: { origin: new URL(siteBase).origin },
      });
      if (response.status !== 303) throw new Error(`the page answered ${response.status}`);
    },
  };
}

async function send(
  url: string,
  { method, body, headers = {} }: { method: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
}

function expectOk(answer: Answer): void {
  if (answer.status >= 300) throw new Error(`the sandbox answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

async function listen(received: Received[], reply: { status: number }): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
      response.writeHead(reply.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function waitFor(received: Received[], type: string): Promise<Received> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const found = received.find((notice) => notice.body.type === type);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`no ${type} arrived, but ${received.map((notice) => notice.body.type).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
