import { fail, ok, type Result } from "@/lib/core/result";
import { hashToken, seal, unseal } from "@/lib/core/seal";
import { writeAudit } from "@/lib/db/audit-entry";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { sealKeys } from "@/lib/security/seal-keys";
import { enrolmentUri, newRecoveryCode, newSecret, readRecoveryCode, stepOfCode } from "./one-time-code";

const recoveryCodes = 10;
const purpose = "recovery_code";
/** Recovery codes end when they are used or replaced, not by time. */
const never = new Date("9999-12-31T00:00:00Z");

export type SecondFactor =
  | { state: "off" }
  /** Shown to the app, not proven yet. */
  | { state: "pending"; secret: string; uri: string }
  | { state: "on"; since: Date; recoveryCodesLeft: number };

type Actor = { storeId: string; userId: string };
export type CodeFailure = "code_wrong" | "too_many_tries";

/** How a person's second factor stands. */
export async function readSecondFactor(userId: string): Promise<SecondFactor> {
  return withPlatform(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: factorFields });
    if (user.totpEnabledAt) {
      const recoveryCodesLeft = await tx.userToken.count({ where: { userId, purpose, usedAt: null } });
      return { state: "on", since: user.totpEnabledAt, recoveryCodesLeft };
    }
    if (!user.totpSecret) return { state: "off" };
    const secret = openSecret(userId, user.totpSecret);
    return { state: "pending", secret, uri: enrolmentUri(secret, user.email) };
  });
}

/** Whether signing in asks for a code. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  const user = await withPlatform((tx) => tx.user.findUniqueOrThrow({ where: { id: userId }, select: { totpEnabledAt: true } }));
  return user.totpEnabledAt !== null;
}

/** Makes a secret for the app to be shown. Nothing is asked for until it is confirmed; one that is confirmed already stays. */
export async function startSecondFactor(userId: string): Promise<void> {
  const totpSecret = seal(sealKeys(), newSecret(), contextOf(userId));
  await withPlatform((tx) => tx.user.updateMany({ where: { id: userId, totpEnabledAt: null }, data: { totpSecret } }));
}

/** Forgets a secret that was not confirmed. */
export async function abandonSecondFactor(userId: string): Promise<void> {
  await withPlatform((tx) => tx.user.updateMany({ where: { id: userId, totpEnabledAt: null }, data: { totpSecret: null } }));
}

/** Asks for codes from now on, once the app has shown a right one. Answers the recovery codes: they are readable this once. */
export async function confirmSecondFactor(
  { storeId, userId }: Actor,
  code: string,
): Promise<Result<string[], CodeFailure | "not_started">> {
  const user = await withPlatform((tx) => tx.user.findUniqueOrThrow({ where: { id: userId }, select: factorFields }));
  if (!user.totpSecret || user.totpEnabledAt) return fail("not_started");
  if (!(await isWithinLimit("secondFactor", userId))) return fail("too_many_tries");
  if (!(await isFreshCode(userId, user.totpSecret, code))) return fail("code_wrong");

  return withPlatform(async (tx) => {
    const where = { id: userId, totpSecret: user.totpSecret, totpEnabledAt: null };
    const turnedOn = await tx.user.updateMany({ where, data: { totpEnabledAt: new Date() } });
    if (turnedOn.count !== 1) return fail("not_started");
    await writeAudit(tx, { storeId, actorId: userId, action: "member.second_factor_on", subject: userId });
    return ok(await replaceRecoveryCodes(tx, userId));
  });
}

/** Asks for no codes any more; a right code says so. */
export async function endSecondFactor({ storeId, userId }: Actor, code: string): Promise<Result<void, CodeFailure>> {
  const proven = await checkSecondFactor(userId, code);
  if (!proven.ok) return proven;
  return withPlatform(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { totpSecret: null, totpEnabledAt: null } });
    await tx.userToken.deleteMany({ where: { userId, purpose } });
    await writeAudit(tx, { storeId, actorId: userId, action: "member.second_factor_off", subject: userId });
    return ok();
  });
}

/** New recovery codes instead of those that are left; a right code asks for them. */
export async function renewRecoveryCodes({ storeId, userId }: Actor, code: string): Promise<Result<string[], CodeFailure>> {
  const proven = await checkSecondFactor(userId, code);
  if (!proven.ok) return proven;
  return withPlatform(async (tx) => {
    await writeAudit(tx, { storeId, actorId: userId, action: "member.recovery_codes_renewed", subject: userId });
    return ok(await replaceRecoveryCodes(tx, userId));
  });
}

/**
 * Whether a code of the app, or a recovery code, is right. Either is good once. Tries are limited for the person, not for the
 * address: the password is known already to whoever gets here.
 */
export async function checkSecondFactor(userId: string, code: string): Promise<Result<void, CodeFailure>> {
  if (!(await isWithinLimit("secondFactor", userId))) return fail("too_many_tries");
  const user = await withPlatform((tx) => tx.user.findUniqueOrThrow({ where: { id: userId }, select: factorFields }));
  if (!user.totpSecret || !user.totpEnabledAt) return fail("code_wrong");
  if (await isFreshCode(userId, user.totpSecret, code)) return ok();
  return (await spendRecoveryCode(userId, code)) ? ok() : fail("code_wrong");
}

const factorFields = { email: true, totpSecret: true, totpEnabledAt: true } as const;

/** A right code that was not used before: whoever looked over a shoulder comes too late (RFC 6238 §5.2). */
async function isFreshCode(userId: string, sealed: string, code: string): Promise<boolean> {
  const step = stepOfCode(openSecret(userId, sealed), code);
  return step !== null && (await isWithinLimit("codeUse", `${userId}:${step}`));
}

async function spendRecoveryCode(userId: string, typed: string): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (!code) return false;
  const where = { tokenHash: hashToken(`${userId}:${code}`), userId, purpose, usedAt: null };
  const spent = await withPlatform((tx) => tx.userToken.updateMany({ where, data: { usedAt: new Date() } }));
  return spent.count === 1;
}

async function replaceRecoveryCodes(tx: PlatformTx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  await tx.userToken.deleteMany({ where: { userId, purpose } });
  const rows = codes.map((code) => ({ tokenHash: hashToken(`${userId}:${code}`), userId, purpose, expiresAt: never }));
  await tx.userToken.createMany({ data: rows });
  return codes;
}

function openSecret(userId: string, sealed: string): string {
  return unseal(sealKeys(), sealed, contextOf(userId));
}

function contextOf(userId: string): string {
  return `totp:${userId}`;
}
