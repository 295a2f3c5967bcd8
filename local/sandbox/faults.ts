import { z } from "zod";
import type { RecordSession } from "@/local/sandbox/records";

/**
 * The failure is kept under the request's idempotency key, as vendors keep first outcomes: the same key answers it again, for as long
 * as keys live. Without it a failure leaves the key free.
 */
const keep = z.literal(true).optional();

/** What goes wrong. The request effects act on an API call, the notice effects on an outgoing notification. */
export const faultEffect = z.discriminatedUnion("kind", [
  /** The provider refuses the call; nothing is performed. `code` is the provider's word (`card_declined`). */
  z.strictObject({
    kind: z.literal("refuse"),
    status: z.int().min(400).max(499).default(400),
    code: z.string().optional(),
    message: z.string().optional(),
    keep,
  }),
  /** The answer is late; everything is performed. */
  z.strictObject({ kind: z.literal("delay"), ms: z.int().min(1).max(120_000) }),
  /** A server error before anything is performed. */
  z.strictObject({ kind: z.literal("fail_before"), status: z.int().min(500).max(599).default(500), keep }),
  /** Everything is performed and committed, then the answer never comes: the connection hangs for `ms` and ends in a 504. */
  z.strictObject({ kind: z.literal("timeout_after"), ms: z.int().min(1).max(300_000).default(90_000) }),
  /** Everything is performed and committed, then a server error is answered. */
  z.strictObject({ kind: z.literal("fail_after"), status: z.int().min(500).max(599).default(500), keep }),
  /** The card's bank asks its owner (3-D Secure), whatever card it is. */
  z.strictObject({ kind: z.literal("authenticate") }),
  /** The amount (minor units) that the provider takes and reports differs from the one asked for. */
  z.strictObject({ kind: z.literal("wrong_amount"), amount: z.int().min(0) }),
  /** The provider reports a status word that no documentation knows. */
  z.strictObject({ kind: z.literal("unknown_status"), status: z.string().min(1).default("under_observation") }),
  /** The operation is accepted and fails later (a refund that bounces). */
  z.strictObject({ kind: z.literal("fail_later"), reason: z.string().optional() }),
  z.strictObject({ kind: z.literal("notice_drop") }),
  /** The same notification arrives `copies` more times. */
  z.strictObject({ kind: z.literal("notice_duplicate"), copies: z.int().min(1).max(50).default(1) }),
  /** The notification arrives after the next one, or after `ms` when no other follows. */
  z.strictObject({ kind: z.literal("notice_reorder"), ms: z.int().min(1).max(600_000).default(5_000) }),
  z.strictObject({ kind: z.literal("notice_delay"), ms: z.int().min(1).max(600_000) }),
  /** The notification is delivered before the API call that caused it is answered. */
  z.strictObject({ kind: z.literal("notice_first") }),
  /** The notification carries a signature or credential that must not be accepted. */
  z.strictObject({ kind: z.literal("notice_forged") }),
]);

export const faultKinds = faultEffect.options.map((option) => option.shape.kind.value);

export const faultInput = z.strictObject({
  /**
   * `POST /v1/refunds`, `GET /v1/refunds/{id}`, an event name (`charge.refunded`); `*` stands for anything. Where a sandbox says so,
   * also one thing's own path (`GET /orders/or_1`).
   */
  operation: z.string().min(1),
  effect: faultEffect,
  /** How often it strikes; null stands until it is cleared. */
  times: z.int().min(1).nullable().default(1),
});

export type FaultEffect = z.infer<typeof faultEffect>;
export type FaultInput = z.input<typeof faultInput>;
export type EffectOf<Name extends FaultEffect["kind"]> = Extract<FaultEffect, { kind: Name }>;

export type Fault = { id: string; operation: string; effect: FaultEffect; remaining: number | null; matched: number };

/** What strikes one operation, by kind; at most one fault of each kind. */
export type Struck = { [Name in FaultEffect["kind"]]?: EffectOf<Name> };

const COLUMNS = "id::text AS id, operation, effect, remaining, matched";

export async function addFault(session: RecordSession, input: FaultInput): Promise<Fault> {
  const fault = faultInput.parse(input);
  const insert = `INSERT INTO {schema}.faults (operation, effect, remaining) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`;
  const inserted = await session.query<Fault>(insert, [fault.operation, JSON.stringify(fault.effect), fault.times]);
  const row = inserted.rows[0];
  if (!row) throw new Error("fault was not stored");
  return row;
}

export async function listFaults(session: RecordSession): Promise<Fault[]> {
  return (await session.query<Fault>(`SELECT ${COLUMNS} FROM {schema}.faults ORDER BY faults.id LIMIT 200`)).rows;
}

/** Removes one fault, or all of them when no id is given. */
export async function clearFaults(session: RecordSession, id?: string): Promise<void> {
  await session.query("DELETE FROM {schema}.faults WHERE $1::text IS NULL OR id::text = $1", [id ?? null]);
}

/**
 * Takes the faults that wait for an operation, the oldest of each kind, and uses up one stroke of each.
 * Only the kinds asked for are taken: a request must not use up a fault meant for its notification. An operation may have several names.
 */
export async function strike(
  session: RecordSession,
  operation: string | readonly string[],
  kinds: readonly FaultEffect["kind"][],
): Promise<Struck> {
  const names = [operation].flat();
  const select = `SELECT ${COLUMNS} FROM {schema}.faults WHERE (remaining IS NULL OR remaining > 0) AND effect ->> 'kind' = ANY($1) ORDER BY faults.id`;
  const waiting = await session.query<Fault>(select, [kinds]);
  const struck: Struck = {};
  for (const fault of waiting.rows) {
    if (struck[fault.effect.kind] || !names.some((name) => matches(fault.operation, name))) continue;
    if (await spendStroke(session, fault.id)) Object.assign(struck, { [fault.effect.kind]: fault.effect });
  }
  return struck;
}

/** False when another request took the last stroke meanwhile. */
async function spendStroke(session: RecordSession, id: string): Promise<boolean> {
  const update = `UPDATE {schema}.faults SET remaining = remaining - 1, matched = matched + 1
    WHERE id = $1 AND (remaining IS NULL OR remaining > 0)`;
  return ((await session.query(update, [id])).rowCount ?? 0) > 0;
}

function matches(pattern: string, operation: string): boolean {
  const expression = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${expression}$`).test(operation);
}
