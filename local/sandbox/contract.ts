import { readFile } from "node:fs/promises";
import type { ErrorObject, ValidateFunction } from "ajv";
import { parse as parseForm } from "qs";

export type Violation = { at: string; message: string };

export type Contract = {
  /** Violations of a request body against the contract; none when the contract has no body for it. `path` is the contract's template. */
  request(path: string, verb: string, raw: string, type?: string): Violation[];
  /** Violations of a query string. */
  query(path: string, verb: string, raw: string): Violation[];
  /** Violations of an answer's decoded JSON. */
  response(path: string, verb: string, status: number, body: unknown): Violation[];
  /** Violations of a value against a named component (`event`). */
  component(name: string, value: unknown): Violation[];
};

type Json = { [key: string]: unknown };

/**
 * Loads a vendor's OpenAPI document (JSON or YAML) for checking requests and answers against it.
 * The first use of an operation compiles its schema and takes a moment.
 */
export async function loadContract(file: string): Promise<Contract> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const { parse } = await import("yaml");
  const doc: Json = parse(await readFile(file, "utf8"));
  const root = { $id: "doc", ...asRecord(widenNullable({ paths: doc.paths, components: doc.components })) };
  const [form, json] = [true, false].map((coerceTypes) =>
    new Ajv2020({ strict: false, allErrors: true, validateFormats: false, coerceTypes }).addSchema(root),
  );
  if (!form || !json) throw new Error("validators were not made");

  const run = (schema: ValidateFunction | undefined, value: unknown): Violation[] => {
    if (!schema || schema(value)) return [];
    return (schema.errors ?? []).map(toViolation);
  };
  const queries = new Map<string, ValidateFunction>();
  return {
    request: (path, verb, raw, type = "application/json") => {
      const pointer = at("paths", path, verb, "requestBody", "content", type, "schema");
      if (find(doc, ["paths", path, verb, "requestBody", "content", type]) === undefined) return [];
      return type.includes("form")
        ? run(form.getSchema(pointer), parseForm(raw, { depth: 10, arrayLimit: 1000 }))
        : run(json.getSchema(pointer), JSON.parse(raw));
    },
    query: (path, verb, raw) => {
      const key = `${verb} ${path}`;
      const schema = queries.get(key) ?? form.compile(querySchema(doc, path, verb));
      queries.set(key, schema);
      return run(schema, parseForm(raw, { depth: 10, arrayLimit: 1000 }));
    },
    response: (path, verb, status, body) => {
      const known = find(doc, ["paths", path, verb, "responses", String(status)]) === undefined ? "default" : String(status);
      const schema = json.getSchema(
        at(...answerAt(doc, ["paths", path, verb, "responses", known]), "content", "application/json", "schema"),
      );
      return schema ? run(schema, body) : [{ at: "", message: `no contract for ${verb} ${path} ${status}` }];
    },
    component: (name, value) => run(json.getSchema(at("components", "schemas", name)), value),
  };
}

/** OpenAPI 3.0's `nullable` in JSON Schema's words. */
function widenNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(widenNullable);
  if (typeof value !== "object" || value === null) return value;

  const widened = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, widenNullable(item)]));
  if (widened.nullable !== true) return widened;

  const { nullable: _nullable, ...rest } = widened;
  if (rest.type) return { ...rest, type: [rest.type, "null"] };
  return { ...rest, anyOf: [...(Array.isArray(rest.anyOf) ? rest.anyOf : []), { type: "null" }] };
}

/** The query parameters of an operation as one closed object. */
function querySchema(doc: Json, path: string, verb: string): Json {
  const parameters = find(doc, ["paths", path, verb, "parameters"]);
  const inQuery = (Array.isArray(parameters) ? parameters : []).map(asRecord).filter((parameter) => parameter.in === "query");
  const properties = Object.fromEntries(inQuery.map((parameter) => [String(parameter.name), relink(widenNullable(parameter.schema))]));
  const required = inQuery.filter((parameter) => parameter.required === true).map((parameter) => String(parameter.name));
  return { type: "object", properties, required, additionalProperties: false };
}

/** References inside the document point at its root, which this schema is compiled outside of. */
function relink(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relink);
  if (typeof value !== "object" || value === null) return value;

  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "$ref" ? `doc${String(item)}` : relink(item)]));
}

function at(...parts: string[]): string {
  return `doc#/${parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
}

/** Where an answer is described: at its place, or where that points. */
function answerAt(doc: Json, place: string[]): string[] {
  const { $ref } = asRecord(find(doc, place));
  return typeof $ref === "string" ? $ref.split("/").slice(1) : place;
}

function find(from: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, part) => asRecord(value)[part], from);
}

function asRecord(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function toViolation(error: ErrorObject): Violation {
  const extra = error.keyword === "additionalProperties" ? `: ${String(error.params.additionalProperty)}` : "";
  return { at: error.instancePath, message: `${error.message ?? error.keyword}${extra}` };
}
