import type { Context } from "hono";
import { parse as parseForm } from "qs";
import type { Contract, Violation } from "@/local/sandbox/contract";
import { type Struck, strike } from "@/local/sandbox/faults";
import { claimKey, fingerprint, type KeyClaim, noteReuse, type StoredReply, storeReply } from "@/local/sandbox/idempotency";
import type { RecordSession } from "@/local/sandbox/records";
import { ApiError, invalidRequest } from "@/local/stripe/errors";
import { expandAnswer } from "@/local/stripe/http/expand";
import { answerWithFaults, delayByFault, failureByFault, outageAfter, REQUEST_FAULTS } from "@/local/stripe/http/faulty";
import type { Route } from "@/local/stripe/http/route";
import { newId } from "@/local/stripe/ids";
import { misreport } from "@/local/stripe/misreport";
import type { Sandbox } from "@/local/stripe/sandbox";
import { accounts } from "@/local/stripe/stored";

type Call = {
  route: Route;
  scope: string;
  id: string;
  requestId: string;
  idempotencyKey: string | null;
  /** The form or query as it came. */
  raw: string;
  struck: Struck;
};

/** One API request from authentication to answer. Everything it changes is committed before the answer leaves. */
export async function answerCall(sandbox: Sandbox, route: Route, c: Context): Promise<Response> {
  const call: Call = {
    route,
    scope: await readAccount(sandbox, c),
    id: c.req.param("id") ?? "",
    requestId: newId("req"),
    idempotencyKey: route.verb === "POST" ? (c.req.header("idempotency-key") ?? null) : null,
    raw: route.verb === "POST" ? await c.req.text() : new URL(c.req.url).search.slice(1),
    struck: await strike(sandbox.records, `${route.verb} ${route.path}`, REQUEST_FAULTS),
  };
  checkContract(sandbox.contract, call);
  await delayByFault(call.struck);
  const failure = failureByFault(call.struck);
  if (failure && !failure.keep) throw failure.error;
  const { reply, isReplayed } = await sandbox.records.transaction((session) =>
    replyOnce(sandbox, session, { ...call, failure: failure?.error ?? null }),
  );
  const flushed = sandbox.notices.flush();
  if (call.struck.notice_first) await flushed;
  const headers = {
    "request-id": call.requestId,
    "stripe-version": sandbox.apiVersion,
    ...(isReplayed ? { "idempotent-replayed": "true" } : {}),
  };
  return answerWithFaults(call.struck, Response.json(reply.body, { status: reply.status, headers }), c.req.raw.signal);
}

async function readAccount(sandbox: Sandbox, c: Context): Promise<string> {
  const authorization = c.req.header("authorization") ?? "";
  const key = authorization.startsWith("Basic ")
    ? (Buffer.from(authorization.slice(6), "base64").toString().split(":")[0] ?? "")
    : authorization.replace(/^Bearer /, "");
  if (!key)
    throw new ApiError(401, {
      type: "invalid_request_error",
      message: "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.",
    });
  if (!sandbox.secretKeys.includes(key))
    throw new ApiError(401, { type: "invalid_request_error", message: `Invalid API Key provided: ${masked(key)}` });

  const accountId = c.req.header("stripe-account");
  if (!accountId) return "";
  if (await sandbox.records.in("").get(accounts, accountId)) return accountId;

  const message = `The provided key '${masked(key)}' does not have access to account '${accountId}' (or that account does not exist). Application access may have been revoked.`;
  throw new ApiError(403, { type: "invalid_request_error", code: "account_invalid", message });
}

function masked(key: string): string {
  return `${key.slice(0, 8)}${"*".repeat(12)}${key.slice(-4)}`;
}

function checkContract(contract: Contract | null, { route, raw }: Call): void {
  if (!contract) return;

  const verb = route.verb.toLowerCase();
  const violations =
    route.verb === "POST"
      ? contract.request(route.path, verb, raw, "application/x-www-form-urlencoded")
      : contract.query(route.path, verb, raw);
  const [first] = violations;
  if (first) throw contractRefusal(first);
}

function contractRefusal({ at, message }: Violation): ApiError {
  const [head = "", ...rest] = at.split("/").filter(Boolean);
  const param = `${head}${rest.map((part) => `[${part}]`).join("")}`;
  const [, unknown] = /additional properties: (.+)$/.exec(message) ?? [];
  if (unknown === undefined) return invalidRequest(`Invalid request: ${param || "parameters"} ${message}`, { param });

  const name = param ? `${param}[${unknown}]` : unknown;
  return invalidRequest(`Received unknown parameter: ${name}`, { code: "parameter_unknown", param: name });
}

type Replied = { reply: StoredReply; isReplayed: boolean };

/** A failure that is kept is performed instead of the call, and so stands under its key. */
type Performing = Call & { failure: ApiError | null };

async function replyOnce(sandbox: Sandbox, session: RecordSession, call: Performing): Promise<Replied> {
  if (!call.idempotencyKey) return { reply: await perform(sandbox, session, call), isReplayed: false };

  const path = call.route.path.replace("{id}", call.id);
  const operation = `${call.route.verb} ${path}`;
  const claim: KeyClaim = { scope: call.scope, key: call.idempotencyKey, fingerprint: fingerprint(path, call.raw), operation };
  const claimed = await claimKey(session, claim);
  if (claimed.state === "repeated") return { reply: claimed.reply, isReplayed: true };
  if (claimed.state === "reused") {
    // Outside of this transaction, which the refusal undoes.
    await noteReuse(sandbox.records, claim);
    throw keyConflict(call.idempotencyKey);
  }
  const done = await perform(sandbox, session, call);
  const reply = call.struck.fail_after?.keep ? replyOf(outageAfter(call.struck.fail_after.status)) : done;
  await storeReply(session, claim, reply);
  return { reply, isReplayed: false };
}

function keyConflict(key: string): ApiError {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return new ApiError(400, { type: "idempotency_error", message });
}

async function perform(sandbox: Sandbox, session: RecordSession, call: Performing): Promise<StoredReply> {
  if (call.failure) return replyOf(call.failure);
  const work = sandbox.work(session, {
    scope: call.scope,
    struck: call.struck,
    request: { id: call.requestId, idempotencyKey: call.idempotencyKey },
  });
  const params = parseForm(call.raw, { depth: 10, arrayLimit: 1000, parameterLimit: 5000 });
  const answer = await call.route.perform(work, params, call.id);
  if (answer instanceof ApiError) return replyOf(answer);

  const paths = Array.isArray(params.expand) ? params.expand.filter((path) => typeof path === "string") : [];
  const expanded = await expandAnswer(work, answer, paths);
  return { status: 200, body: misreport(expanded, call.struck) };
}

function replyOf(error: ApiError): StoredReply {
  return { status: error.status, body: { error: error.body } };
}
