import type { Reply } from "@/local/pagarme/reply";
import type { Struck } from "@/local/sandbox/faults";

/**
 * The reply while a fault makes the vendor tell something else than the records say: an unknown status word anywhere,
 * a wrong amount on reads (operations that move money really move the wrong amount).
 */
export function misreport(reply: Reply, struck: Struck, method: string): Reply {
  if (reply.status !== 200 || (!struck.unknown_status && !struck.wrong_amount)) return reply;

  const fields: Record<string, unknown> = {};
  if (struck.unknown_status) fields.status = struck.unknown_status.status;
  if (struck.wrong_amount && method === "GET")
    Object.assign(fields, { amount: struck.wrong_amount.amount, paid_amount: struck.wrong_amount.amount });
  return { ...reply, body: overwrite(reply.body, fields) };
}

const NESTED = ["data", "charges", "last_transaction"] as const;

/** Overwrites fields that are present, in the object and in the charges and transactions inside it. */
function overwrite(body: unknown, fields: Record<string, unknown>): unknown {
  if (Array.isArray(body)) return body.map((one) => overwrite(one, fields));
  if (typeof body !== "object" || body === null) return body;

  const told: Record<string, unknown> = { ...body };
  for (const [name, value] of Object.entries(fields)) if (name in told) told[name] = value;
  for (const name of NESTED) if (name in told) told[name] = overwrite(told[name], fields);
  return told;
}
