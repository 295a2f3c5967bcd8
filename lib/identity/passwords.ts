import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";

/** Argon2id with OWASP's parameters (19 MiB, two passes, one lane): Password Storage Cheat Sheet. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Ten characters or more, no other composition rule (NIST SP 800-63B §5.1.1.2); long ones are cut off to bound the work. */
export const passwordSchema = z.string().min(10, "password_short").max(200, "password_long");

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** A hash of nobody's password: compared against when the e-mail is unknown, so that both cases take the same time. */
let decoy: Promise<string> | undefined;

/** Whether the password fits. `stored` null (unknown e-mail) takes as long and is never right. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const matches = await verify(stored ?? (await decoy), password.slice(0, 200));
  return matches && stored !== null;
}
