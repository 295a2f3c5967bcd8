import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** Stands between the application and the sandbox of Pagar.me, for what the sandbox itself cannot be asked to do. */
export type PagarmeFront = {
  /** The API's address, for the application. */
  url: string;
  /** The calls that change something, by method. */
  calls: string[];
  /** The next such call of a method meets trouble, which is then the answer to its idempotency key, as Pagar.me describes it. */
  failNext: (method: string) => void;
  /** From now on each order is told as it was told last, and none lets itself be ended. */
  freeze: () => void;
  thaw: () => void;
  close: () => void;
};

type Asked = { method: string; path: string; key: string; body: string | null };
type Reply = { status: number; text: string };

const trouble: Reply = { status: 500, text: "{}" };
const refusal: Reply = { status: 412, text: JSON.stringify({ message: "This charge can not be canceled." }) };

/** Starts a front before an API. */
export async function startFront(apiBase: string): Promise<PagarmeFront> {
  const kept = new Set<string>();
  const told = new Map<string, Reply>();
  const failing: string[] = [];
  const calls: string[] = [];
  let isFrozen = false;

  const answer = async (asked: Asked, request: IncomingMessage): Promise<Reply> => {
    const { method, path, key } = asked;
    if (method !== "GET") calls.push(method);
    if (failing.at(-1) === method && failing.pop()) kept.add(key);
    if (kept.has(key)) return trouble;
    const last = told.get(path);
    if (isFrozen && method === "DELETE") return refusal;
    if (isFrozen && method === "GET" && last) return last;
    const reply = await passOn(`${apiBase}${path}`, asked, request);
    if (method === "GET") told.set(path, reply);
    return reply;
  };
  const server = createServer((request, response) => void serve(request, response, answer));
  return {
    url: await listen(server),
    calls,
    failNext: (method) => failing.push(method),
    freeze: () => {
      isFrozen = true;
    },
    thaw: () => {
      isFrozen = false;
    },
    close: () => server.close(),
  };
}

type Answer = (asked: Asked, request: IncomingMessage) => Promise<Reply>;

async function serve(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : null;
  const key = String(request.headers["idempotency-key"] ?? "");
  const { status, text } = await answer({ method: request.method ?? "GET", path: request.url ?? "", key, body }, request);
  response.writeHead(status, { "content-type": "application/json" }).end(text);
}

async function passOn(url: string, { method, key, body }: Asked, { headers: from }: IncomingMessage): Promise<Reply> {
  const headers = {
    authorization: from.authorization ?? "",
    "content-type": from["content-type"] ?? "application/json",
    ...(key ? { "idempotency-key": key } : {}),
  };
  const reply = await fetch(url, { method, headers, body });
  return { status: reply.status, text: await reply.text() };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the front has no port");
  return `http://127.0.0.1:${address.port}`;
}
