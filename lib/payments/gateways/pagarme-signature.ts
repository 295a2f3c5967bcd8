import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";

/** Where the vendor publishes the keys that its notices are signed with; kept in memory, asked for again when a key is new. */
const keysAddress = new URL("https://hubapi.pagar.me/.well-known/jwks.json");
const publishedKeys = createRemoteJWKSet(keysAddress, { timeoutDuration: 5000 });

/** `unverifiable`: the vendor's keys could not be read, so nothing is known. */
export type SignatureVerdict = "valid" | "wrong" | "unverifiable";

const form = /^\s*alg=RS256;\s*kid=([^;\s]+);\s*signature=([A-Za-z0-9_-]+)\s*$/;

/**
 * Verifies `X-Webhook-Asymmetric-Signature` of a notice: `alg=RS256; kid=…; signature=…`, RSA with SHA-256 over the body as it came.
 * Pagar.me signs the notices of its hub applications alone; those that a merchant sets up in the dashboard have none.
 */
export async function verifyNotice(header: string, body: string, keys: JWTVerifyGetKey = publishedKeys): Promise<SignatureVerdict> {
  const [, kid, signature] = form.exec(header) ?? [];
  if (!kid || !signature) return "wrong";
  try {
    const key = await keys({ alg: "RS256", kid }, { payload: "", signature: "" });
    if (!(key instanceof CryptoKey)) return "wrong";
    const isOurs = await crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, Buffer.from(signature, "base64url"), Buffer.from(body));
    return isOurs ? "valid" : "wrong";
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return "wrong";
    if (error instanceof errors.JOSEError || error instanceof TypeError) return "unverifiable";
    throw error;
  }
}
