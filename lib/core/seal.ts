import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Keys by id; the first one seals, all of them open. */
export type SealKeys = ReadonlyMap<string, Buffer>;

/** Reads `id:base64,id2:base64` (32 bytes each). Throws when a key has another length. */
export function parseSealKeys(text: string): SealKeys {
  const keys = text.split(",").map((part) => {
    const [id = "", encoded = ""] = part.trim().split(":");
    const key = Buffer.from(encoded, "base64");
    if (!id || key.length !== 32) throw new Error("ENCRYPTION_KEYS: each key is `id:` and 32 bytes in base64");
    return [id, key] as const;
  });
  return new Map(keys);
}

/** AES-256-GCM under the first key: `keyId.iv.tag.ciphertext`, base64url each. `context` must be given again to open it. */
export function seal(keys: SealKeys, plain: string, context: string): string {
  const [first] = keys;
  if (!first) throw new Error("no encryption key");
  const [id, key] = first;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made. Throws when the key is gone, the text was altered, or the context differs. */
export function unseal(keys: SealKeys, text: string, context: string): string {
  const [id = "", iv = "", tag = "", sealed = ""] = text.split(".");
  const key = keys.get(id);
  if (!key) throw new Error(`encryption key ${id} is not configured`);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url")).setAAD(Buffer.from(context));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(sealed, "base64url")), decipher.final()]).toString("utf8");
}

/** An unguessable token: 32 random bytes, base64url (43 characters). */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token, hex: what the database keeps of it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return x !== undefined && y !== undefined && timingSafeEqual(x, y);
}
