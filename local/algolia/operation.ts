import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { type FaultEffect, type Struck, strike } from "@/local/sandbox/faults";
import type { House } from "./house";
import { type Access, type Right, requireAccess, requireIndex } from "./keys";
import { Refusal } from "./model";

/** One authenticated call: the index of its address (empty for calls across indexes) and its body. */
export type Call = { house: House; http: Context; access: Access; indexName: string; body: unknown };
export type Operation = {
  verb: "get" | "post" | "put" | "delete";
  path: string;
  right: Right;
  status?: number;
  run(call: Call): Promise<object>;
};

const requestFaults: readonly FaultEffect["kind"][] = ["refuse", "delay", "fail_before", "fail_after", "timeout_after"];
const unzip = promisify(gunzip);

/** Serves one operation. Faults are asked for by its method and path in the vendor's words (`POST /1/indexes/{indexName}/batch`). */
export async function serve(house: House, operation: Operation, http: Context): Promise<Response> {
  const startedAt = Date.now();
  const name = `${operation.verb.toUpperCase()} ${operation.path}`;
  const indexName = http.req.param("indexName") ?? "";
  const answer = await answerOf(house, operation, http, { name, indexName }).catch(refusalOf);
  house.requests.add({
    at: new Date(startedAt).toISOString(),
    method: http.req.method,
    path: new URL(http.req.url).pathname,
    scope: indexName,
    status: answer.status,
    durationMs: Date.now() - startedAt,
  });
  return http.json(answer.body, answer.status as ContentfulStatusCode);
}

type Answer = { status: number; body: object };

async function answerOf(
  house: House,
  operation: Operation,
  http: Context,
  { name, indexName }: { name: string; indexName: string },
): Promise<Answer> {
  const access = requireAccess(house.application, http, operation.right);
  if (indexName) requireIndex(access, indexName);
  const text = await readBody(http);
  const body = parseBody(text);
  checkContract(house, operation, text);
  const struck = await strike(house.records, name, requestFaults);
  await sufferBefore(struck);
  const answered = { status: operation.status ?? 200, body: await operation.run({ house, http, access, indexName, body }) };
  if (struck.fail_after) return outage(struck.fail_after.status);
  if (!struck.timeout_after) return answered;
  await wait(struck.timeout_after.ms, undefined, { signal: http.req.raw.signal }).catch(() => undefined);
  return outage(504);
}

async function sufferBefore(struck: Struck): Promise<void> {
  if (struck.delay) await wait(struck.delay.ms);
  if (struck.fail_before) throw new Refusal(struck.fail_before.status, "Internal server error");
  if (struck.refuse) throw new Refusal(struck.refuse.status, struck.refuse.message ?? "Refused by the sandbox");
}

/** The client sends JSON as text/plain, and large bodies compressed. */
async function readBody(http: Context): Promise<string> {
  const bytes = Buffer.from(await http.req.arrayBuffer());
  return (http.req.header("content-encoding") === "gzip" ? await unzip(bytes) : bytes).toString("utf8");
}

function parseBody(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "Invalid JSON");
  }
}

function checkContract({ contract }: House, { verb, path }: Operation, text: string): void {
  if (!contract || text.trim() === "") return;
  const [first] = contract.request(path, verb, text);
  if (first) throw new Refusal(400, `Against the contract: ${first.at} ${first.message}`);
}

function outage(status: number): Answer {
  return { status, body: { message: "Internal server error", status } };
}

function refusalOf(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, body: { message: error.message, status: error.status } };
  if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error), status: 400 } };
  console.error("algolia sandbox:", error);
  return outage(500);
}
