import { lookup as resolve } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, request } from "undici";
import { fail, ok, type Result } from "@/lib/core/result";

export type RemoteFailure =
  | "bad_url"
  | "forbidden_address"
  | "unreachable"
  | "timed_out"
  | "image_missing"
  | "refused"
  | "server_error"
  | "too_many_redirects"
  | "image_too_big";

export type RemoteOptions = {
  maxBytes: number;
  timeoutMs?: number;
  /** Which addresses may be connected to; public ones alone unless a test serves from its own machine. */
  isAllowed?: (address: string) => boolean;
};

const maxRedirects = 3;
/** How much of a page that is no picture is read before the connection is dropped. */
const dumpBytes = 16_384;

class ForbiddenAddress extends Error {}

/** Whether an IP address is reached over the open internet: not private, loopback, link-local, shared, mapped or reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === "unicast";
}

/**
 * Fetches a file that a merchant names, without lending our place in the network: http(s) only, every address that the name
 * resolves to must be public, the connection goes to the address that was checked, and each of at most three redirects is
 * checked again (OWASP, Server-Side Request Forgery Prevention). Bounded in time (10 s for all of it) and in bytes.
 */
export async function fetchRemote(url: string, options: RemoteOptions): Promise<Result<Buffer, RemoteFailure>> {
  const { isAllowed = isPublicAddress, timeoutMs = 10_000 } = options;
  const dispatcher = new Agent({ connect: { lookup: guardedLookup(isAllowed), timeout: timeoutMs }, connections: 1 });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await follow(url, { dispatcher, signal, isAllowed, maxBytes: options.maxBytes });
  } catch (error) {
    return fail(failureOf(error, signal));
  } finally {
    await dispatcher.destroy();
  }
}

type Journey = { dispatcher: Agent; signal: AbortSignal; isAllowed: (address: string) => boolean; maxBytes: number };

async function follow(start: string, journey: Journey): Promise<Result<Buffer, RemoteFailure>> {
  let next = parseAddress(start);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    if (!next) return fail("bad_url");
    requireAllowedLiteral(next, journey.isAllowed);
    const { statusCode, headers, body } = await request(next, {
      dispatcher: journey.dispatcher,
      signal: journey.signal,
      headers: { accept: "image/*", "user-agent": "Vitrine image import" },
    });
    const location = typeof headers.location === "string" ? headers.location : null;
    if (statusCode < 300 || statusCode >= 400 || !location) {
      if (statusCode === 200) return await readBounded(body, journey.maxBytes);
      await body.dump({ limit: dumpBytes, signal: journey.signal });
      return fail(failureOfStatus(statusCode));
    }
    await body.dump({ limit: dumpBytes, signal: journey.signal });
    next = parseAddress(location, next);
  }
  return fail("too_many_redirects");
}

function parseAddress(text: string, base?: URL): URL | null {
  if (text.length > 2000 || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  const isPlain = (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
  return isPlain ? url : null;
}

/** A host that is an address already is never looked up: it is checked here. */
function requireAllowedLiteral(url: URL, isAllowed: Journey["isAllowed"]): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && !isAllowed(host)) throw new ForbiddenAddress(host);
}

/** Resolves, refuses when any address is not allowed, and hands the checked ones to the connection: no second look-up can differ. */
function guardedLookup(isAllowed: Journey["isAllowed"]): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true, family: options.family === 6 ? 6 : options.family === 4 ? 4 : 0 }).then(
      (addresses) => {
        const [first] = addresses;
        const bad = addresses.find(({ address }) => !isAllowed(address));
        if (bad || !first) callback(new ForbiddenAddress(hostname), "", 0);
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, "", 0),
    );
  };
}

async function readBounded(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Result<Buffer, RemoteFailure>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) return fail("image_too_big");
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

function failureOfStatus(status: number): RemoteFailure {
  if (status === 404 || status === 410) return "image_missing";
  return status >= 500 ? "server_error" : "refused";
}

/** Everything that can go wrong between two machines is expected here; the kinds differ only for the merchant's eyes. */
function failureOf(error: unknown, signal: AbortSignal): RemoteFailure {
  if (signal.aborted) return "timed_out";
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof ForbiddenAddress) return "forbidden_address";
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    return /TIMEOUT|ETIMEDOUT/.test(error.code) ? "timed_out" : "unreachable";
  }
  throw error;
}

/** Whether trying again later could help. */
export function isPassing(failure: RemoteFailure): boolean {
  return failure === "timed_out" || failure === "server_error";
}
