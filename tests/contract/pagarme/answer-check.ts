import { z } from "zod";
import { charge, customer, hook, listOf, notices, order, refusal, token } from "@/tests/contract/pagarme/shapes";

type Answered = { method: string; path: string; status: number; body: unknown };

/** What each operation answers, by method and path below `/core/v5`. */
const answers: readonly [string, RegExp, z.ZodType][] = [
  ["POST", /^\/orders$/, order],
  ["GET", /^\/orders$/, listOf(order)],
  ["GET", /^\/orders\/[^/]+$/, order],
  ["PATCH", /^\/orders\/[^/]+\/closed$/, order],
  ["GET", /^\/charges$/, listOf(charge)],
  ["GET", /^\/charges\/[^/]+$/, charge],
  ["POST", /^\/charges\/[^/]+\/(capture|retry|confirm-payment)$/, charge],
  ["DELETE", /^\/charges\/[^/]+$/, charge],
  ["POST", /^\/tokens$/, token],
  ["GET", /^\/customers$/, listOf(customer)],
  ["POST", /^\/customers$/, customer],
  ["GET", /^\/customers\/[^/]+$/, customer],
  ["PUT", /^\/customers\/[^/]+$/, customer],
  ["GET", /^\/hooks$/, listOf(hook)],
  ["GET", /^\/hooks\/[^/]+$/, hook],
  ["POST", /^\/hooks\/[^/]+\/retry$/, hook],
];

/** Violations of the vendor's documents by one answer. Whatever is no success is a refusal. */
export function checkAnswer({ method, path, status, body }: Answered): string[] {
  const found = answers.find(([verb, template]) => verb === method && template.test(path));
  if (status >= 400) return problemsOf(refusal, body, `${method} ${path} ${status}`);
  return found ? problemsOf(found[2], body, `${method} ${path} ${status}`) : [`${method} ${path} is not described`];
}

/** The same by one notice. */
export function checkNotice(body: unknown): string[] {
  const { type } = z.object({ type: z.string() }).catch({ type: "" }).parse(body);
  const shape = Object.entries(notices).find(([noun]) => type.startsWith(`${noun}.`))?.[1];
  return shape ? problemsOf(shape, body, `a notice ${type}`) : [`a notice ${type} is not described`];
}

function problemsOf(shape: z.ZodType, value: unknown, what: string): string[] {
  const parsed = shape.safeParse(value);
  return parsed.success ? [] : [`${what}: ${z.prettifyError(parsed.error)}`];
}
