import { readFile } from "node:fs/promises";
import path from "node:path";
import { contractsFolder, findContract } from "../contract";

export type Answer = { verb: string; path: string; status: number; body: unknown };

/** Violations of the vendor's description by answers; empty where the description is not there. */
export type AnswerCheck = (answer: Answer) => string[];

/** Checks answers under the template that their path matches: `/v1/refunds/re_1` is `/v1/refunds/{id}`. */
export async function loadAnswerCheck(): Promise<AnswerCheck> {
  const contract = await findContract("stripe.openapi.json");
  if (!contract) return () => [];

  const templates = await readTemplates();
  return ({ verb, path: actual, status, body }) => {
    const template = templates.find((candidate) => matches(candidate, actual));
    if (template === undefined) return status === 404 ? [] : [`${verb} ${actual} is not described`];

    const violations = contract.response(template, verb.toLowerCase(), status, body);
    return violations.map(({ at, message }) => `${verb} ${template} ${status} ${at} ${message}`);
  };
}

async function readTemplates(): Promise<string[]> {
  const document: { paths: object } = JSON.parse(await readFile(path.join(contractsFolder, "stripe.openapi.json"), "utf8"));
  // Fixed paths first: `/v1/customers/search` is not a customer's id.
  return Object.keys(document.paths).toSorted((left, right) => Number(left.includes("{")) - Number(right.includes("{")));
}

function matches(template: string, actual: string): boolean {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(actual);
}
