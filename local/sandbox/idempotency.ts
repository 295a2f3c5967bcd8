import { createHash } from "node:crypto";
import type { RecordSession } from "@/local/sandbox/records";

export type StoredReply = { status: number; body: unknown };

export type KeyClaim = {
  /** Owner of the key: two merchants may use the same one. */
  scope: string;
  key: string;
  /** See {@link fingerprint}. */
  fingerprint: string;
  /** What was asked, for people who read of a key that was used twice. */
  operation: string;
};

export type ClaimResult =
  /** Nobody used the key: perform, then `storeReply` in the same transaction. */
  | { state: "new" }
  /** Same request as before: answer what was answered then. */
  | { state: "repeated"; reply: StoredReply }
  /** The key was used for another request, which this was the answer to. */
  | { state: "reused"; reply: StoredReply };

/**
 * Takes an idempotency key inside the request's transaction. A second request with the same key waits here until
 * the first one committed, so the operation is performed once however many arrive together.
 * A transaction that rolls back frees the key again.
 */
export async function claimKey(session: RecordSession, claim: KeyClaim): Promise<ClaimResult> {
  const insert = `INSERT INTO {schema}.idempotency_keys (scope, key, fingerprint) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
  const inserted = await session.query(insert, [claim.scope, claim.key, claim.fingerprint]);
  if (inserted.rowCount === 1) return { state: "new" };

  const select = "SELECT fingerprint, status, body FROM {schema}.idempotency_keys WHERE scope = $1 AND key = $2";
  const found = await session.query<{ fingerprint: string; status: number; body: unknown }>(select, [claim.scope, claim.key]);
  const stored = found.rows[0];
  if (!stored) throw new Error(`the key ${claim.key} was forgotten while it was claimed`);
  const reply = { status: stored.status, body: stored.body };
  return { state: stored.fingerprint === claim.fingerprint ? "repeated" : "reused", reply };
}

export async function storeReply(session: RecordSession, claim: KeyClaim, reply: StoredReply): Promise<void> {
  const update = "UPDATE {schema}.idempotency_keys SET status = $3, body = $4 WHERE scope = $1 AND key = $2";
  await session.query(update, [claim.scope, claim.key, reply.status, JSON.stringify(reply.body)]);
}

export type ReusedKey = { scope: string; key: string; operation: string; at: Date };

/** Writes down that a key was used for another request than its first: a vendor may say nothing, and it is a fault of the caller's. */
export async function noteReuse(session: RecordSession, { scope, key, operation }: KeyClaim): Promise<void> {
  await session.query("INSERT INTO {schema}.reused_keys (scope, key, operation) VALUES ($1, $2, $3)", [scope, key, operation]);
}

/** The keys that were used for two requests, newest first, 100 at most. */
export async function listReusedKeys(session: RecordSession): Promise<ReusedKey[]> {
  const select = "SELECT scope, key, operation, created_at AS at FROM {schema}.reused_keys ORDER BY id DESC LIMIT 100";
  return (await session.query<ReusedKey>(select)).rows;
}

/** Equal for equal requests: hash of method, path and raw body. */
export function fingerprint(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
