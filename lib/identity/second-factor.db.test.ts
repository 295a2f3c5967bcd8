import { describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/db/transaction";
import { makeMember } from "@/tests/factories/person";
import { makeStore } from "@/tests/factories/store";
import { authOptions } from "./auth-options";
import { codeAt } from "./one-time-code";
import {
  abandonSecondFactor,
  checkSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  hasSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from "./second-factor";

const periodMs = 30_000;

async function pendingOwner() {
  const store = await makeStore();
  const person = await makeMember(store, "owner");
  await startSecondFactor(person.userId);
  const factor = await readSecondFactor(person.userId);
  if (factor.state !== "pending") throw new Error(`the factor is ${factor.state}`);
  return { ...person, actor: { storeId: store.id, userId: person.userId }, secret: factor.secret };
}

/** An owner whose second factor is on; `next` gives the code of the step to come, which is taken already and was not used yet. */
async function guardedOwner() {
  const owner = await pendingOwner();
  const confirmed = await confirmSecondFactor(owner.actor, codeAt(owner.secret));
  if (!confirmed.ok) throw new Error(confirmed.code);
  return { ...owner, recoveryCodes: confirmed.value, next: () => codeAt(owner.secret, new Date(Date.now() + periodMs)) };
}

const auditOf = (subject: string) =>
  withPlatform((tx) => tx.auditEntry.findMany({ where: { subject }, orderBy: { createdAt: "asc" }, select: { action: true } }));

describe("setting up the second step", () => {
  it("asks for nothing before a right code has come back", async () => {
    const owner = await pendingOwner();
    expect(await confirmSecondFactor(owner.actor, "000000")).toEqual({ ok: false, code: "code_wrong" });
    expect(await hasSecondFactor(owner.userId)).toBe(false);
    expect((await confirmSecondFactor(owner.actor, codeAt(owner.secret))).ok).toBe(true);
    expect(await hasSecondFactor(owner.userId)).toBe(true);
  });

  it("gives ten recovery codes, keeps them as hashes and the secret sealed", async () => {
    const { userId, recoveryCodes, secret } = await guardedOwner();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await readSecondFactor(userId)).toMatchObject({ state: "on", recoveryCodesLeft: 10 });
    const kept = JSON.stringify(
      await withPlatform(async (tx) => [
        await tx.user.findUnique({ where: { id: userId } }),
        await tx.userToken.findMany({ where: { userId } }),
      ]),
    );
    for (const readable of [secret, ...recoveryCodes]) expect(kept).not.toContain(readable);
  });

  it("can be given up, and started anew with another secret", async () => {
    const { userId, secret } = await pendingOwner();
    await abandonSecondFactor(userId);
    expect(await readSecondFactor(userId)).toEqual({ state: "off" });
    await startSecondFactor(userId);
    expect(await readSecondFactor(userId)).not.toMatchObject({ secret });
  });

  it("once on is not replaced by starting or giving up", async () => {
    const { userId } = await guardedOwner();
    await startSecondFactor(userId);
    await abandonSecondFactor(userId);
    expect(await readSecondFactor(userId)).toMatchObject({ state: "on" });
  });
});

describe("the code at the door", () => {
  it("is good once", async () => {
    const { userId, next } = await guardedOwner();
    const code = next();
    expect(await checkSecondFactor(userId, code)).toEqual({ ok: true });
    expect(await checkSecondFactor(userId, code)).toEqual({ ok: false, code: "code_wrong" });
  });

  it("lets one of two in who send it at the same moment", async () => {
    const { userId, next } = await guardedOwner();
    const code = next();
    const both = await Promise.all([checkSecondFactor(userId, code), checkSecondFactor(userId, code)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("may be a recovery code, each of them once", async () => {
    const { userId, recoveryCodes } = await guardedOwner();
    const [code = ""] = recoveryCodes;
    expect(await checkSecondFactor(userId, code.toUpperCase())).toEqual({ ok: true });
    expect(await checkSecondFactor(userId, code)).toEqual({ ok: false, code: "code_wrong" });
    expect(await readSecondFactor(userId)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it("is not somebody else's", async () => {
    const [owner, other] = [await guardedOwner(), await guardedOwner()];
    expect((await checkSecondFactor(owner.userId, other.next())).ok).toBe(false);
    expect((await checkSecondFactor(owner.userId, other.recoveryCodes[0] ?? "")).ok).toBe(false);
  });

  it("may be guessed at a few times only, also with the right one in the end", async () => {
    const { userId, next } = await guardedOwner();
    const answers = [];
    for (let round = 0; round < 9; round++) answers.push(await checkSecondFactor(userId, "000000"));
    expect(answers.at(-1)).toEqual({ ok: false, code: "too_many_tries" });
    expect(await checkSecondFactor(userId, next())).toEqual({ ok: false, code: "too_many_tries" });
  });

  it("is not passed by next-auth's own door, whatever the password", async () => {
    const { email, password } = await guardedOwner();
    const [provider] = authOptions().providers;
    if (!provider) throw new Error("no provider");
    const { authorize } = provider.options as { authorize: (given: object, request: object) => Promise<unknown> };
    expect(await authorize({ email, password }, { headers: {} })).toBeNull();
  });
});

describe("ending and renewing", () => {
  it("takes a right code, and leaves nothing behind", async () => {
    const { actor, userId, next } = await guardedOwner();
    expect(await endSecondFactor(actor, "000000")).toEqual({ ok: false, code: "code_wrong" });
    expect((await endSecondFactor(actor, next())).ok).toBe(true);
    expect(await readSecondFactor(userId)).toEqual({ state: "off" });
    expect(await withPlatform((tx) => tx.userToken.count({ where: { userId } }))).toBe(0);
  });

  it("replaces the recovery codes", async () => {
    const { actor, userId, recoveryCodes, next } = await guardedOwner();
    const renewed = await renewRecoveryCodes(actor, next());
    expect(renewed.ok && renewed.value).toHaveLength(10);
    expect((await checkSecondFactor(userId, recoveryCodes[0] ?? "")).ok).toBe(false);
    expect((await checkSecondFactor(userId, (renewed.ok && renewed.value[0]) || "")).ok).toBe(true);
  });

  it("is written down, like setting up", async () => {
    const { actor, userId, next } = await guardedOwner();
    await endSecondFactor(actor, next());
    expect(await auditOf(userId)).toEqual([{ action: "member.second_factor_on" }, { action: "member.second_factor_off" }]);
  });
});
