import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { type Fault, sentenceOf } from "@/local/queue/problems";
import { type Headers, lowerCased } from "@/local/queue/rules/headers";

/** The server's router; its bindings give access to the raw request. */
export type QueueApp = Hono<{ Bindings: HttpBindings }>;
export type QueueRequest = Context<{ Bindings: HttpBindings }>;

const IPV4_IN_IPV6 = /^::ffff:/;

/** The request target exactly as it was sent: routers decode and normalise theirs, which would change a destination. */
export function rawTarget(c: QueueRequest): string {
  return c.env.incoming.url ?? "/";
}

/** The query of a request as it was sent. */
export function queryOf(c: QueueRequest): URLSearchParams {
  return new URL(c.req.url).searchParams;
}

/** The address that the request came from. */
export function callerIp(c: QueueRequest): string {
  return (c.env.incoming.socket.remoteAddress ?? "unknown").replace(IPV4_IN_IPV6, "");
}

/** The request's headers by lower-case name. */
export function headersOf(c: QueueRequest): Headers {
  return lowerCased(c.req.raw.headers.entries());
}

/** The answer to a request that is refused. */
export function refused(c: QueueRequest, fault: Fault): Response {
  return c.json({ error: sentenceOf(fault) }, 400);
}

/** The answer about something that is not there. */
export function missing(c: QueueRequest, what: string): Response {
  return c.json({ error: `${what} not found` }, 404);
}

/** The answer to a change that has nothing to tell. */
export function done(c: QueueRequest): Response {
  return c.body(null, 200);
}

/** `count` of a list or a bulk action: 1 to `most`, which is also the default. */
export function countOf(query: URLSearchParams, most: number): number {
  const count = Number(query.get("count") ?? most);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, most) : most;
}
