import type { Struck } from "@/local/sandbox/faults";

const AMOUNT_FIELDS = ["amount", "amount_received", "amount_captured", "amount_total", "amount_paid"] as const;
const STATUS_FIELDS = ["status", "payment_status"] as const;

/** What the provider tells about an object while a fault makes it tell something else; the record stays as it is. */
export function misreport(object: object, struck: Struck): object {
  const told: Record<string, unknown> = { ...object };
  for (const field of AMOUNT_FIELDS) {
    if (struck.wrong_amount && typeof told[field] === "number") told[field] = struck.wrong_amount.amount;
  }
  for (const field of STATUS_FIELDS) {
    if (struck.unknown_status && typeof told[field] === "string") told[field] = struck.unknown_status.status;
  }
  return told;
}
