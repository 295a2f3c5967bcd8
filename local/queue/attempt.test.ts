import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import { types } from "node:util";
import type { Dispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttemptContext, attempt, openDispatcher } from "@/local/queue/attempt";
import type { MessageRow } from "@/local/queue/messages";
import { parseAllowedOrigin } from "@/local/queue/rules/destination";
import { parseSettings } from "@/local/queue/rules/settings";

let origin = "";
let dispatcher: Dispatcher;
/** Answers every request but those for `/silence`. */
const server = createServer((request, response) => {
  if (request.url !== "/silence") response.end("ok");
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The destination does not listen on a port.");
  origin = `http://127.0.0.1:${address.port}`;
  dispatcher = openDispatcher();
});
afterAll(async () => {
  await dispatcher.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function contextUntil(closing: AbortSignal): AttemptContext {
  const keys = { current: "sig_current", next: "sig_next" };
  const keyRing = { keys: () => keys, rotate: async () => keys };
  return { closing, keys: keyRing, allowed: [parseAllowedOrigin(origin)], longestAttemptMs: 60_000 };
}

function messageTo(url: string, timeoutMs: number | null = null): MessageRow {
  const settings = parseSettings({});
  if (!settings.ok) throw new Error(`The default settings were refused: ${settings.code}`);
  const nowhere = { queue: null, flow_key: null, topic: null, endpoint_name: null, schedule_id: null, turn_queue: null, turn_holder: null };
  const unfinished = { finished_at: null, dlq_id: null, response_status: null, response_headers: null, response_body: null };
  const times = { created_at: 0, due_at: 0, retried: 0 };
  const common = { number: 1, id: "msg_1", body: Buffer.from("hello"), labels: [], caller_ip: "127.0.0.1", is_cancel_requested: false };
  return { ...common, ...nowhere, ...unfinished, ...times, state: "active", url, settings: { ...settings.value, timeoutMs } };
}

/** What still hangs on a signal: its listeners, and the signals made of it, which Node keeps in sets under symbols of its own. */
function dependantsOf(signal: AbortSignal): number {
  const sets = Object.getOwnPropertySymbols(signal)
    .map((symbol): unknown => Reflect.get(signal, symbol))
    // Node's own set type does not derive from ours.
    .filter(types.isSet);
  return getEventListeners(signal, "abort").length + sets.reduce((sum, set) => sum + set.size, 0);
}

describe("an attempt", () => {
  it("leaves nothing behind on the signal that outlives it, however it ended and however many there were", async () => {
    const closing = new AbortController();
    const context = contextUntil(closing.signal);

    for (let round = 0; round < 50; round += 1) {
      expect(await attempt(context, dispatcher, messageTo(`${origin}/hook`))).toMatchObject({ kind: "response", status: 200 });
    }
    expect(await attempt(context, dispatcher, messageTo(`${origin}/silence`, 20))).toMatchObject({
      kind: "error",
      error: expect.stringContaining("in time"),
    });

    expect(dependantsOf(closing.signal)).toBe(0);
  });

  it("does not count when the server closes meanwhile, or had begun to", async () => {
    const closing = new AbortController();
    const context = contextUntil(closing.signal);
    const silent = attempt(context, dispatcher, messageTo(`${origin}/silence`));
    closing.abort();

    expect(await silent).toBeNull();
    expect(await attempt(context, dispatcher, messageTo(`${origin}/silence`))).toBeNull();
  });

  it("is not made to an address that is not allowed, whatever was stored", async () => {
    const context = { ...contextUntil(new AbortController().signal), allowed: [parseAllowedOrigin("http://127.0.0.1:1")] };
    expect(await attempt(context, dispatcher, messageTo(`${origin}/hook`))).toEqual({
      kind: "error",
      error: "This destination is not allowed.",
    });
  });
});
