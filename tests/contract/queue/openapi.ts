import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { contractsFolder, findContract } from "@/tests/contract/contract";

const description = "qstash.openapi.yml";
const contract = await findContract(description);
const operation = z.object({ responses: z.record(z.string(), z.object({ content: z.unknown().optional() })) });
const paths = contract ? await readPaths() : {};

async function readPaths(): Promise<Record<string, Record<string, z.infer<typeof operation>>>> {
  const document: { paths: unknown } = parse(await readFile(path.join(contractsFolder, description), "utf8"));
  return z.record(z.string(), z.record(z.string(), operation)).parse(document.paths);
}

/** A template such as `/v2/dlq/{dlqId}` as a pattern; a destination may hold slashes, other parameters may not. */
function patternOf(template: string): RegExp {
  const source = template.replace(/\{destination\}/, "(?:.+)").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

/** Those with the most literal text first: `/v2/schedules/{scheduleId}/pause` before `/v2/schedules/{destination}`. */
const templates = Object.keys(paths)
  .map((template) => ({ template, pattern: patternOf(template), literal: template.replace(/\{\w+\}/g, "").length }))
  .sort((left, right) => right.literal - left.literal);

/**
 * Checks one exchange against the contract: the path, the method and the status are documented, and the body fits the schema.
 * Throws, saying what does not fit. A refusal may be answered where the contract mentions none, but always with its error body.
 * Where the contract is not there nothing is checked; `tests/contract/descriptions.test.ts` says so.
 */
export function checkExchange(exchange: { method: string; path: string; status: number; body: string }): void {
  if (!contract) return;
  const { status, body } = exchange;
  const method = exchange.method.toLowerCase();
  const known = templates.find(({ pattern, template }) => pattern.test(exchange.path) && method in (paths[template] ?? {}));
  if (!known) throw new Error(`${method} ${exchange.path} is not in the contract`);

  const response = paths[known.template]?.[method]?.responses[String(status)];
  if (!response && status < 400) throw new Error(`${method} ${known.template} may not answer ${status}: ${body}`);
  if (status >= 400) expectNone(contract.component("Error", JSON.parse(body)), exchange);
  if (response?.content === undefined) return;
  expectNone(contract.response(known.template, method, status, JSON.parse(body)), exchange);
}

function expectNone(violations: { at: string; message: string }[], exchange: { method: string; path: string; body: string }): void {
  if (violations.length === 0) return;
  const told = violations.map(({ at, message }) => `${at} ${message}`).join("; ");
  throw new Error(`${exchange.method} ${exchange.path} answered ${exchange.body}: ${told}`);
}
