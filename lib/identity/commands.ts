import { fail, ok, type Result } from "@/lib/core/result";
import { hashToken, newToken } from "@/lib/core/seal";
import { after, dayMs, hourMs } from "@/lib/core/time";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { hashPassword, isPassword } from "./passwords";

export type TokenPurpose = "verify_email" | "reset_password";
const lifeMs: Record<TokenPurpose, number> = { verify_email: 7 * dayMs, reset_password: hourMs };

/** The person with this e-mail and password, or `wrong_credentials`: the same answer, as slowly, for an unknown e-mail. */
export async function checkCredentials(email: string, password: string): Promise<Result<{ userId: string }, "wrong_credentials">> {
  const user = await withPlatform((tx) => tx.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } }));
  const isRight = await isPassword(user?.passwordHash ?? null, password);
  return user && isRight ? ok({ userId: user.id }) : fail("wrong_credentials");
}

/**
 * Makes a single-use token for a person and returns it; only its hash is kept. Earlier ones stay good until one of them is
 * used: a mail that is prepared twice and sent once must not lead nowhere.
 */
export async function issueToken(tx: PlatformTx, userId: string, purpose: TokenPurpose): Promise<string> {
  const token = newToken();
  await tx.userToken.create({ data: { tokenHash: hashToken(token), userId, purpose, expiresAt: after(lifeMs[purpose]) } });
  return token;
}

/** Uses a token up, and with it every other one of its person and purpose. */
async function useToken(tx: PlatformTx, token: string, purpose: TokenPurpose): Promise<string | null> {
  const tokenHash = hashToken(token);
  const used = await tx.userToken.updateMany({
    where: { tokenHash, purpose, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  if (used.count !== 1) return null;
  const { userId } = await tx.userToken.findUniqueOrThrow({ where: { tokenHash }, select: { userId: true } });
  await tx.userToken.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt: new Date() } });
  return userId;
}

/** Marks the address of the token's person as verified. `expired`: used, too old or never issued. */
export function verifyEmail(token: string): Promise<Result<{ userId: string }, "expired">> {
  return withPlatform(async (tx) => {
    const userId = await useToken(tx, token, "verify_email");
    if (!userId) return fail("expired");
    await tx.user.update({ where: { id: userId }, data: { emailVerifiedAt: new Date() } });
    return ok({ userId });
  });
}

/** Asks for a reset mail. Says nothing about whether the e-mail is known. */
export async function requestPasswordReset(email: string): Promise<void> {
  await withPlatform(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (user) await record(tx, "password.reset_requested", { userId: user.id });
  });
}

/** Sets a new password by a mailed token and ends every session. The address counts as verified: the mail arrived. */
export async function resetPassword(token: string, password: string): Promise<Result<{ userId: string }, "expired">> {
  const passwordHash = await hashPassword(password);
  return withPlatform(async (tx) => {
    const userId = await useToken(tx, token, "reset_password");
    if (!userId) return fail("expired");
    await tx.user.update({ where: { id: userId }, data: { passwordHash, emailVerifiedAt: new Date() } });
    await tx.userSession.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
    return ok({ userId });
  });
}

/** Sends the verification mail again. */
export async function requestVerification(userId: string): Promise<void> {
  await withPlatform((tx) => record(tx, "member.registered", { userId }));
}

/** Changes the password of a person who knows the present one. */
export async function changePassword(userId: string, current: string, next: string): Promise<Result<void, "wrong_password">> {
  const user = await withPlatform((tx) => tx.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } }));
  if (!(await isPassword(user.passwordHash, current))) return fail("wrong_password");
  const passwordHash = await hashPassword(next);
  await withPlatform((tx) => tx.user.update({ where: { id: userId }, data: { passwordHash } }));
  return ok();
}
