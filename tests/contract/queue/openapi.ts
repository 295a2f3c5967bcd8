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

const templates = Object.keys(paths)
  .map((template) => ({ template, pattern: patternOf(template), parameters: template.split("{").length }))
  .sort((left, right) => left.parameters - right.parameters);

function escaped(pointer: string): string {
  return encodeURIComponent(pointer.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/**
 * Checks one exchange against the contract: the path, the method and the status are documented, and the body fits the schema.
 * Throws, saying what does not fit. 401 is documented for publishing alone but may be answered everywhere.
 */
export function checkExchange(exchange: { method: string; path: string; status: number; body: string }): void {
  const { method, status, body } = exchange;
  const known = templates.find(({ pattern, template }) => pattern.test(exchange.path) && method.toLowerCase() in (paths[template] ?? {}));
  if (!known) throw new Error(`${method} ${exchange.path} is not in the contract`);
  if (status === 401) {
    checkBody("#/components/schemas/Error", exchange);
    return;
  }
  const responses = paths[known.template]?.[method.toLowerCase()]?.responses ?? {};
  const response = responses[String(status)];
  if (!response) throw new Error(`${method} ${known.template} may not answer ${status}: ${body}`);
  if (response.content === undefined) return;
  const steps = ["paths", known.template, method.toLowerCase(), "responses", String(status), "content", "application/json", "schema"];
  checkBody(`#/${steps.map(escaped).join("/")}`, exchange);
}

function checkBody(pointer: string, exchange: { method: string; path: string; body: string }): void {
  const validate = ajv.compile({ $ref: `qstash${pointer}` });
  if (!validate(JSON.parse(exchange.body))) {
    throw new Error(`${exchange.method} ${exchange.path} answered ${exchange.body}: ${ajv.errorsText(validate.errors)}`);
  }
}
