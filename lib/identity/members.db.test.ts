import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { unseal } from "@/lib/core/seal";
import { withPlatform } from "@/lib/db/transaction";
import { sealKeys } from "@/lib/security/seal-keys";
import type { StoreView } from "@/lib/stores/types";
import { recordedEvents } from "@/tests/factories/events";
import { makeMember, makePerson } from "@/tests/factories/person";
import { makeStore } from "@/tests/factories/store";
import { makeSubscription } from "@/tests/factories/subscription";
import { checkCredentials } from "./commands";
import { acceptWithNewAccount, findInvitation, inviteMember, joinStore, readTeam, removeMember, withdrawInvitation } from "./members";
import { findMembership, listMemberships } from "./memberships";

const guest = "guest@example.com";
const profile = { name: "Guest", password: "a long enough password" };

async function makeTeam(): Promise<{ store: StoreView; owner: string }> {
  const store = await makeStore();
  return { store, owner: (await makeMember(store, "owner")).userId };
}

/** The token of the last invitation, as its mail would carry it. */
async function mailedToken(store: StoreView): Promise<string> {
  const sent = (await recordedEvents(store, "member.invited")).at(-1);
  return unseal(sealKeys(), String(sent?.tokenSealed), `invitation:${sent?.invitationId}`);
}

async function invited(email = guest): Promise<{ store: StoreView; owner: string; token: string }> {
  const team = await makeTeam();
  await inviteMember({ storeId: team.store.id, actorId: team.owner, email, role: "staff" });
  return { ...team, token: await mailedToken(team.store) };
}

describe("an invitation", () => {
  it("makes a new person a member with the role they were invited for, once", async () => {
    const { store, token } = await invited("new-person@example.com");
    expect(await findInvitation(token)).toMatchObject({ storeSlug: store.slug, hasAccount: false });
    const joined = await acceptWithNewAccount({ token, ...profile });
    const again = await acceptWithNewAccount({ token, ...profile });
    expect(joined).toMatchObject({ ok: true, value: { slug: store.slug } });
    expect(again).toEqual({ ok: false, code: "expired" });
    expect(await findInvitation(token)).toBeNull();
    expect((await checkCredentials("new-person@example.com", profile.password)).ok).toBe(true);
    expect((await readTeam(store.id)).members.map(({ role }) => role)).toEqual(["owner", "staff"]);
  });

  it("lets a person with an account join as themselves, and nobody else", async () => {
    const person = await makePerson();
    const stranger = await makePerson();
    const { store, token } = await invited(person.email);
    expect(await joinStore(token, stranger)).toEqual({ ok: false, code: "expired" });
    expect(await joinStore(token, person)).toEqual({ ok: true, value: { slug: store.slug } });
    expect(await findMembership(person.userId, store.slug)).toMatchObject({ role: "staff" });
    expect(await findMembership(stranger.userId, store.slug)).toBeNull();
  });

  it("cannot take over an account that exists", async () => {
    const person = await makePerson();
    const { token } = await invited(person.email);
    await expect(acceptWithNewAccount({ token, ...profile })).rejects.toThrow();
    expect((await checkCredentials(person.email, person.password)).ok).toBe(true);
    expect(await findInvitation(token)).not.toBeNull();
  });

  it("is over when it was withdrawn, by its own store alone", async () => {
    const { store, token } = await invited();
    const id = (await readTeam(store.id)).invitations[0]?.id ?? "";
    await withdrawInvitation({ storeId: (await makeStore()).id, actorId: newId(), id });
    expect(await findInvitation(token)).not.toBeNull();
    await withdrawInvitation({ storeId: store.id, actorId: newId(), id });
    expect(await findInvitation(token)).toBeNull();
  });

  it("is replaced when the person is invited again", async () => {
    const { store, owner, token } = await invited();
    await inviteMember({ storeId: store.id, actorId: owner, email: guest, role: "admin" });
    expect(await findInvitation(token)).toBeNull();
    expect((await readTeam(store.id)).invitations).toMatchObject([{ email: guest, role: "admin" }]);
  });

  it("is not sent to a member", async () => {
    const { store, owner } = await makeTeam();
    const { email } = await makeMember(store, "staff");
    expect(await inviteMember({ storeId: store.id, actorId: owner, email, role: "staff" })).toEqual({ ok: false, code: "already_member" });
    expect(await recordedEvents(store, "member.invited")).toEqual([]);
  });

  it("travels sealed: the event shows neither token nor address", async () => {
    const { store, token } = await invited();
    const events = JSON.stringify(await recordedEvents(store, "member.invited"));
    expect(events).not.toContain(token);
    expect(events).not.toContain(guest);
  });
});

describe("the plan's limit of members", () => {
  it("counts open invitations, and gives room when one is withdrawn", async () => {
    const { store, owner } = await makeTeam();
    await makeSubscription(store, { maxMembers: 2 });
    const invite = (email: string) => inviteMember({ storeId: store.id, actorId: owner, email, role: "staff" });
    expect((await invite("one@example.com")).ok).toBe(true);
    expect(await invite("two@example.com")).toEqual({ ok: false, code: "plan_limit" });
    await withdrawInvitation({ storeId: store.id, actorId: newId(), id: (await readTeam(store.id)).invitations[0]?.id ?? "" });
    expect((await invite("two@example.com")).ok).toBe(true);
  });

  it("holds when two are invited at the same moment", async () => {
    const { store, owner } = await makeTeam();
    await makeSubscription(store, { maxMembers: 2 });
    const emails = ["a@example.com", "b@example.com", "c@example.com"];
    const answers = await Promise.all(emails.map((email) => inviteMember({ storeId: store.id, actorId: owner, email, role: "staff" })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("leaving a store", () => {
  it("is not possible for its last owner, also when two owners go at once", async () => {
    const { store, owner } = await makeTeam();
    const second = (await makeMember(store, "owner")).userId;
    const both = await Promise.all([owner, second].map((userId) => removeMember({ storeId: store.id, actorId: owner, userId })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, code: "last_owner" });
  });

  it("ends the way in at once, and is written down", async () => {
    const { store, owner } = await makeTeam();
    const { userId } = await makeMember(store, "staff");
    await removeMember({ storeId: store.id, actorId: owner, userId });
    expect(await findMembership(userId, store.slug)).toBeNull();
    const entries = await withPlatform((tx) => tx.auditEntry.findMany({ where: { storeId: store.id, action: "member.removed" } }));
    expect(entries).toMatchObject([{ actorId: owner, subject: userId, before: { role: "staff" } }]);
  });

  it("cannot be done to another store's member", async () => {
    const { store, owner } = await makeTeam();
    const other = await makeTeam();
    const { userId } = await makeMember(other.store, "staff");
    expect(await removeMember({ storeId: store.id, actorId: owner, userId })).toEqual({ ok: false, code: "not_found" });
    expect(await findMembership(userId, other.store.slug)).not.toBeNull();
  });
});

describe("the stores of a person", () => {
  it("are those they work for, without closed ones", async () => {
    const [open, closed] = [await makeStore({ name: "Open" }), await makeStore({ status: "closed" })];
    const { userId } = await makeMember(open, "admin");
    await withPlatform((tx) => tx.membership.create({ data: { storeId: closed.id, userId, role: "owner" } }));
    expect(await listMemberships(userId)).toEqual([{ slug: open.slug, name: "Open", role: "admin" }]);
    expect(await findMembership(userId, closed.slug)).toBeNull();
  });
});
