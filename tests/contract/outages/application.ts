import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { POST as deliver } from "@/app/api/events/[consumer]/route";
import { POST as takeFailure } from "@/app/api/events/failed/route";
import { GET as health } from "@/app/api/health/route";
import { GET as readiness } from "@/app/api/ready/route";
import { POST as takeNotice } from "@/app/api/webhooks/pagarme/[account]/route";

/** The application as the queue, a gateway and a supervisor see it: its own routes, on a port that can be closed and opened again. */
export type Application = { url: string; start(): Promise<void>; stop(): Promise<void> };

/** By the beginning of their paths, the more special first; each is told what stands behind that. */
const routes: readonly [string, (request: Request, rest: string) => Promise<Response>][] = [
  ["/api/health", health],
  ["/api/ready", readiness],
  ["/api/events/failed", takeFailure],
  ["/api/events/", (request, consumer) => deliver(request, { params: Promise.resolve({ consumer }) })],
  ["/api/webhooks/pagarme/", (request, account) => takeNotice(request, { params: Promise.resolve({ account }) })],
];

/** A test that serves it puts `without-next` in the place of `next/server`. `port` is the one that EVENTS_URL names. */
export function application(port: number): Application {
  let server: Server | null = null;
  return {
    url: `http://127.0.0.1:${port}`,
    start: async () => {
      const opened = createServer((request, response) => void answer(request, response));
      await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
      server = opened;
    },
    stop: async () => {
      const closing = server;
      server = null;
      closing?.closeAllConnections();
      if (closing) await new Promise((resolve) => closing.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answered = await run(toRequest(request, Buffer.concat(chunks)));
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
}

function toRequest({ url = "", method = "GET", headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(new URL(url, `http://${headers.host}`), { method, headers: given, ...(method === "GET" ? {} : { body }) });
}

/** What a route throws is a 500, as in Next. */
async function run(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = routes.find(([path]) => pathname.startsWith(path));
  if (!found) return new Response(null, { status: 404 });
  const [path, route] = found;
  try {
    return await route(request, pathname.slice(path.length));
  } catch {
    return new Response(null, { status: 500 });
  }
}
