import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { forgive, isWithinLimit } from "@/lib/security/rate-limit";
import { makePerson } from "@/tests/factories/person";
import { authOptions } from "./auth-options";
import { checkCredentials, issueToken, requestPasswordReset, resetPassword, type TokenPurpose, verifyEmail } from "./commands";
import { findSession, listSessions, openSession, revokeOtherSessions, revokeSession } from "./sessions";

const browser = { userAgent: "Firefox", address: "192.0.2.1" };
const tokenFor = (userId: string, purpose: TokenPurpose) => withPlatform((tx) => issueToken(tx, userId, purpose));

async function endToken(userId: string): Promise<void> {
  await withPlatform((tx) => tx.userToken.updateMany({ where: { userId }, data: { expiresAt: new Date() } }));
}

describe("signing in", () => {
  it("takes the right password, whatever the case of the e-mail", async () => {
    const { email, password, userId } = await makePerson();
    expect(await checkCredentials(email.toUpperCase(), password)).toEqual({ ok: true, value: { userId } });
  });

  it("answers a wrong password and an unknown e-mail alike", async () => {
    const { email } = await makePerson();
    const wrong = await checkCredentials(email, "another password");
    const unknown = await checkCredentials("nobody@example.com", "another password");
    expect(wrong).toEqual({ ok: false, code: "wrong_credentials" });
    expect(unknown).toEqual(wrong);
  });

  it("works as hard for an unknown e-mail as for a known one", async () => {
    const { email } = await makePerson();
    await checkCredentials("nobody@example.com", "warm up");
    const known = await timed(() => checkCredentials(email, "another password"));
    const unknown = await timed(() => checkCredentials("nobody@example.com", "another password"));
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it("is never possible for a person without a password", async () => {
    const { email, userId } = await makePerson();
    await withPlatform((tx) => tx.user.update({ where: { id: userId }, data: { passwordHash: null } }));
    expect((await checkCredentials(email, "nobody has this password")).ok).toBe(false);
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let round = 0; round < 3; round++) await work();
  return performance.now() - startedAt;
}

describe("too many tries", () => {
  it("are refused for one e-mail, and leave others alone", async () => {
    const [tried, other] = [`director-${newId()}@example.com`, `${newId()}@example.com`];
    const answers = [];
    for (let round = 0; round < 11; round++) answers.push(await isWithinLimit("signIn", tried));
    expect(answers).toEqual([...Array(10).fill(true), false]);
    expect(await isWithinLimit("signIn", other)).toBe(true);
  });

  it("are forgotten once the right password was given", async () => {
    const tried = `${newId()}@example.com`;
    for (let round = 0; round < 10; round++) await isWithinLimit("signIn", tried);
    await forgive("signIn", tried);
    expect(await isWithinLimit("signIn", tried)).toBe(true);
  });

  it("are counted once when they come at the same moment", async () => {
    const key = `${newId()}@example.com`;
    const answers = await Promise.all(Array.from({ length: 15 }, () => isWithinLimit("signIn", key)));
    expect(answers.filter(Boolean)).toHaveLength(10);
  });

  it("end signing in by next-auth too, also with the right password", async () => {
    const { email, password } = await makePerson();
    const authorize = credentialsCheck();
    const first = await authorize({ email, password }, { headers: {} });
    for (let round = 0; round < 10; round++) await authorize({ email, password: "wrong password" }, { headers: {} });
    expect(first).toMatchObject({ id: expect.any(String) });
    expect(await authorize({ email, password }, { headers: {} })).toBeNull();
  });
});

type Authorize = (given: Record<string, string>, request: { headers: object }) => Promise<unknown>;

/** next-auth keeps what a provider was made with in its `options`. */
function credentialsCheck(): Authorize {
  const [provider] = authOptions().providers;
  if (!provider) throw new Error("no provider");
  return (provider.options as { authorize: Authorize }).authorize;
}

describe("a session", () => {
  it("says who it is until it is revoked", async () => {
    const { userId, email } = await makePerson({ isOperator: true });
    const sessionId = await openSession(userId, browser);
    expect(await findSession(sessionId)).toMatchObject({ userId, email, isOperator: true, isVerified: true });
    expect(await revokeSession(userId, sessionId)).toBe(true);
    expect(await findSession(sessionId)).toBeNull();
  });

  it("is over when its time is", async () => {
    const { userId } = await makePerson();
    const sessionId = await openSession(userId, browser);
    await withPlatform((tx) => tx.userSession.update({ where: { id: sessionId }, data: { expiresAt: new Date() } }));
    expect(await findSession(sessionId)).toBeNull();
    expect(await listSessions(userId)).toEqual([]);
  });

  it("cannot be ended by somebody else", async () => {
    const [owner, other] = [await makePerson(), await makePerson()];
    const sessionId = await openSession(owner.userId, browser);
    expect(await revokeSession(other.userId, sessionId)).toBe(false);
    expect(await findSession(sessionId)).not.toBeNull();
  });

  it("stays when all others are ended", async () => {
    const { userId } = await makePerson();
    const [kept] = [await openSession(userId, browser), await openSession(userId, browser), await openSession(userId, browser)];
    expect(await revokeOtherSessions(userId, kept)).toBe(2);
    expect((await listSessions(userId)).map(({ id }) => id)).toEqual([kept]);
  });
});

describe("a mailed token", () => {
  it("verifies the address once", async () => {
    const { userId } = await makePerson({ isVerified: false });
    const token = await tokenFor(userId, "verify_email");
    expect(await verifyEmail(token)).toEqual({ ok: true, value: { userId } });
    expect(await verifyEmail(token)).toEqual({ ok: false, code: "expired" });
  });

  it("is used by one of two clicks at the same moment", async () => {
    const { userId } = await makePerson({ isVerified: false });
    const token = await tokenFor(userId, "verify_email");
    const both = await Promise.all([verifyEmail(token), verifyEmail(token)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is good for its purpose alone, and for its time alone", async () => {
    const { userId } = await makePerson();
    const reset = await tokenFor(userId, "reset_password");
    expect((await verifyEmail(reset)).ok).toBe(false);
    await endToken(userId);
    expect((await resetPassword(reset, "a new long password")).ok).toBe(false);
    expect((await verifyEmail("never issued")).ok).toBe(false);
  });

  it("stays good when the same mail is prepared a second time, and ends when another one is used", async () => {
    const { userId } = await makePerson();
    const [first, second] = [await tokenFor(userId, "reset_password"), await tokenFor(userId, "reset_password")];
    expect((await resetPassword(first, "a new long password")).ok).toBe(true);
    expect((await resetPassword(second, "an even newer one")).ok).toBe(false);
  });

  it("is kept as a hash alone", async () => {
    const { userId } = await makePerson();
    const token = await tokenFor(userId, "verify_email");
    const rows = await withPlatform((tx) => tx.userToken.findMany({ where: { userId } }));
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("a forgotten password", () => {
  it("is replaced by mail, ends every session, and proves the address", async () => {
    const { userId, email, password } = await makePerson({ isVerified: false });
    const sessionId = await openSession(userId, browser);
    await resetPassword(await tokenFor(userId, "reset_password"), "a new long password");
    expect(await findSession(sessionId)).toBeNull();
    expect((await checkCredentials(email, password)).ok).toBe(false);
    expect((await checkCredentials(email, "a new long password")).ok).toBe(true);
    expect(await findSession(await openSession(userId, browser))).toMatchObject({ isVerified: true });
  });

  it("asks for a mail for a known address alone, and says nothing either way", async () => {
    const { email, userId } = await makePerson();
    expect(await requestPasswordReset("nobody@example.com")).toEqual(await requestPasswordReset(email));
    const events = await withPlatform((tx) => tx.outboxEvent.findMany({ where: { name: "password.reset_requested" } }));
    expect(events.map(({ payload }) => payload)).toContainEqual({ userId });
    expect(JSON.stringify(events)).not.toContain("nobody@example.com");
  });
});
