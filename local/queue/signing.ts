import { createHash, randomBytes, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { Pool } from "pg";

const LIFETIME_SECONDS = 300;

/** The pair that deliveries are signed with (current) and will be after the next rotation. */
export type SigningKeys = { current: string; next: string };

/** The signing keys in force. Kept in memory because every delivery signs; one server alone changes them. */
export type KeyRing = { keys(): SigningKeys; rotate(): Promise<SigningKeys> };

function newKey(): string {
  return `sig_${randomBytes(21).toString("base64url")}`;
}

async function storedKeys(pool: Pool, configured: SigningKeys): Promise<SigningKeys> {
  const { rows } = await pool.query<SigningKeys>(
    `insert into queue.signing_keys as keys (configured_current, configured_next, current, next) values ($1, $2, $1, $2)
     on conflict (is_only_row) do update set
       current = case when keys.configured_current = $1 and keys.configured_next = $2 then keys.current else $1 end,
       next = case when keys.configured_current = $1 and keys.configured_next = $2 then keys.next else $2 end,
       configured_current = $1, configured_next = $2
     returning current, next`,
    [configured.current, configured.next],
  );
  const [keys] = rows;
  if (!keys) throw new Error("The signing keys were not stored.");
  return keys;
}

/** Opens the key ring: the configured pair, or what rotations have made of that same pair since. */
export async function openKeyRing(pool: Pool, configured: SigningKeys): Promise<KeyRing> {
  let keys = await storedKeys(pool, configured);
  return {
    keys: () => keys,
    rotate: async () => {
      const rotated = { current: keys.next, next: newKey() };
      await pool.query("update queue.signing_keys set current = $1, next = $2", [rotated.current, rotated.next]);
      keys = rotated;
      return rotated;
    },
  };
}

/**
 * The `Upstash-Signature` of one delivery: a JWT signed with HS256 over the destination and the SHA-256 of the body.
 * Its times are the machine's, not the server's adjustable clock: receivers check them against theirs.
 */
export function signDelivery(key: string, url: string, body: Buffer): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ body: createHash("sha256").update(body).digest("base64url") })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("Upstash")
    .setSubject(url)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .setJti(`jwt_${randomUUID()}`)
    .sign(new TextEncoder().encode(key));
}
