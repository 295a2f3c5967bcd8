import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { z } from "zod";

const contract = path.resolve(import.meta.dirname, "../../../../shared/contracts/qstash.openapi.yml");
const document = parse(readFileSync(contract, "utf8"));
const operation = z.object({ responses: z.record(z.string(), z.object({ content: z.unknown().optional() })) });
const paths = z.record(z.string(), z.record(z.string(), operation)).parse(document.paths);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, "qstash");

/** A template such as `/v2/dlq/{dlqId}` as a pattern; a destination may hold slashes, other parameters may not. */
function patternOf(template: string): RegExp {
  const source = template.replace(/\{destination\}/, "(?:.+)").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

/** Those with the most literal text first: `/v2/schedules/{scheduleId}/pause` before `/v2/schedules/{destination}`. */
const templates = Object.keys(paths)
  .map((template) => ({ template, pattern: patternOf(template), literal: template.replace(/\{\w+\}/g, "").length }))
  .sort((left, right) => right.literal - left.literal);

function escaped(pointer: string): string {
  return encodeURIComponent(pointer.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/**
 * Checks one exchange against the contract: the path, the method and the status are documented, and the body fits the schema.
 * Throws, saying what does not fit. A refusal may be answered where the contract mentions none, but always with its error body.
 */
export function checkExchange(exchange: { method: string; path: string; status: number; body: string }): void {
  const { status, body } = exchange;
  const method = exchange.method.toLowerCase();
  const known = templates.find(({ pattern, template }) => pattern.test(exchange.path) && method in (paths[template] ?? {}));
  if (!known) throw new Error(`${method} ${exchange.path} is not in the contract`);

  const response = paths[known.template]?.[method]?.responses[String(status)];
  if (!response && status < 400) throw new Error(`${method} ${known.template} may not answer ${status}: ${body}`);
  if (status >= 400) checkBody("#/components/schemas/Error", exchange);
  if (response?.content === undefined) return;
  const steps = ["paths", known.template, method, "responses", String(status), "content", "application/json", "schema"];
  checkBody(`#/${steps.map(escaped).join("/")}`, exchange);
}

function checkBody(pointer: string, exchange: { method: string; path: string; body: string }): void {
  const validate = ajv.compile({ $ref: `qstash${pointer}` });
  if (!validate(JSON.parse(exchange.body))) {
    throw new Error(`${exchange.method} ${exchange.path} answered ${exchange.body}: ${ajv.errorsText(validate.errors)}`);
  }
}
