import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;
/** A clock may be one step off, and a code may be typed as it changes (RFC 6238 §5.2). */
const drift = 1;

function totp(secret: string, label = ""): TOTP {
  return new TOTP({ issuer: "Vitrine", label, algorithm: "SHA1", digits: 6, period: periodSeconds, secret: Secret.fromBase32(secret) });
}

/** A new shared secret, base32: 20 random bytes (RFC 4226 §4). */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads from the QR code. */
export function enrolmentUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/** The step of time whose code this is, or null for a wrong one. A step is good once: the caller remembers it. */
export function stepOfCode(secret: string, code: string, now: Date = new Date()): number | null {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret).validate({ token, window: drift, timestamp: now.getTime() });
  return delta === null ? null : Math.floor(now.getTime() / (periodSeconds * 1000)) + delta;
}

/** The code of a moment, as the app shows it. */
export function codeAt(secret: string, now: Date = new Date()): string {
  return totp(secret).generate({ timestamp: now.getTime() });
}

/** Letters and digits that are not mistaken for one another (Crockford's base 32). */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A code for the day the phone is gone: 80 random bits, `xxxx-xxxx-xxxx-xxxx`. */
export function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length] ?? "");
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join("")).join("-");
}

/** A recovery code as it was made, however it was typed; null for anything else. */
export function readRecoveryCode(typed: string): string | null {
  const letters = typed
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1");
  return letters.length === 16 ? [0, 4, 8, 12].map((at) => letters.slice(at, at + 4)).join("-") : null;
}
