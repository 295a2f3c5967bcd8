import { setTimeout as wait } from "node:timers/promises";
import type { Context as HttpContext } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { findAccountByCredential } from "@/local/pagarme/accounts";
import type { Context } from "@/local/pagarme/emit";
import { once } from "@/local/pagarme/idempotency-key";
import { misreport } from "@/local/pagarme/misreport";
import type { Account } from "@/local/pagarme/model";
import { type Reply, refused } from "@/local/pagarme/reply";
import type { Links } from "@/local/pagarme/views";
import type { Clock } from "@/local/sandbox/clock";
import { type FaultEffect, type Struck, strike } from "@/local/sandbox/faults";
import { fingerprint } from "@/local/sandbox/idempotency";
import type { Notices } from "@/local/sandbox/notices";
import type { Records } from "@/local/sandbox/records";

/** What is the same for every request of the sandbox. */
export type House = { records: Records; clock: Clock; notices: Notices; links: Links };

/** One authenticated call, inside its transaction. */
export type Call = { context: Context; body: unknown; http: HttpContext; struck: Struck };
export type Operation = (call: Call) => Promise<Reply>;

const REQUEST_FAULTS: readonly FaultEffect["kind"][] = [
  "refuse",
  "delay",
  "fail_before",
  "fail_after",
  "timeout_after",
  "wrong_amount",
  "unknown_status",
  "fail_later",
  "notice_first",
];

/**
 * Serves one operation of the API. `name` is what faults are asked for by: method and path as the vendor's
 * documentation writes them (`GET /orders/{id}`); one order's or charge's own path is a name too.
 */
export function operation(house: House, name: string, run: Operation): (http: HttpContext) => Promise<Response> {
  return async (http) => {
    const account = await findAccountByCredential(house.records, http.req.header("authorization"));
    if (!account) return answer(http, refused(401, "Authorization has been denied for this request."));

    const text = await http.req.text();
    const body = parseBody(text);
    if (body === undefined) return answer(http, refused(400, "The request body is not valid JSON."));

    const struck = await strike(house.records, [name, `${http.req.method} ${ownPath(http)}`], REQUEST_FAULTS);
    if (struck.delay) await wait(struck.delay.ms);
    const failure = failureOf(struck);
    if (failure && !failure.keep) return answer(http, failure.reply);

    const reply = await perform(house, { account, body: body.json, text, http, struck, run: failure ? async () => failure.reply : run });
    return tell(house, http, { reply: misreport(reply, struck, http.req.method), struck });
  };
}

/** The reply as the caller gets it. What was performed is committed by now, whatever is answered. */
async function tell(house: House, http: HttpContext, { reply, struck }: { reply: Reply; struck: Struck }): Promise<Response> {
  if (struck.notice_first) await house.notices.flush();
  else setImmediate(() => house.notices.flush().catch((error: unknown) => console.error("pagarme notices:", error)));

  if (struck.fail_after) return answer(http, outage(struck.fail_after.status));
  if (struck.timeout_after) {
    await wait(struck.timeout_after.ms, undefined, { signal: http.req.raw.signal }).catch(() => undefined);
    return answer(http, outage(504));
  }
  return answer(http, reply);
}

/** What is answered before anything is performed. */
function failureOf({ fail_before: broken, refuse: no }: Struck): { reply: Reply; keep: boolean } | null {
  if (broken) return { reply: outage(broken.status), keep: broken.keep === true };
  return no ? { reply: { status: no.status, body: { message: no.message ?? "Refused by the sandbox." } }, keep: no.keep === true } : null;
}

type Performing = { account: Account; body: unknown; text: string; http: HttpContext; struck: Struck; run: Operation };

/** An outage after the deed that is kept stands under the key instead of what was done. */
async function perform(house: House, { account, body, text, http, struck, run }: Performing): Promise<Reply> {
  const { records, clock, notices, links } = house;
  return records.transaction((session) => {
    const now = new Date(clock.nowMs());
    const context: Context = { session, account, now, links, notices };
    const key = http.req.method === "GET" ? undefined : http.req.header("idempotency-key");
    const operation = `${http.req.method} ${ownPath(http)}`;
    return once(context, { key, operation, fingerprint: fingerprint(operation, text) }, async () => {
      const reply = await run({ context, body, http, struck });
      return struck.fail_after?.keep ? outage(struck.fail_after.status) : reply;
    });
  });
}

/** The path below the API's own, as its documentation counts it: `/orders/or_1`. */
function ownPath({ req }: HttpContext): string {
  return req.path.slice(req.path.lastIndexOf("/core/v5/") + "/core/v5".length);
}

function parseBody(text: string): { json: unknown } | undefined {
  if (text.trim() === "") return { json: {} };
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function outage(status: number): Reply {
  return { status, body: { message: "An error has occurred." } };
}

export function answer(http: HttpContext, reply: Reply): Response {
  // Replies carry a body in every case; Hono's type leaves out the statuses that may not.
  return http.json(reply.body as object, reply.status as ContentfulStatusCode);
}
