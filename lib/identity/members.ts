import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { hashToken, newToken, seal } from "@/lib/core/seal";
import { after, dayMs } from "@/lib/core/time";
import { writeAudit } from "@/lib/db/audit-entry";
import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { sealKeys } from "@/lib/security/seal-keys";
import { hashPassword } from "./passwords";
import { type Role, toRole } from "./permissions";

export const inviteInput = z.object({
  email: z.string({ error: "required" }).trim().toLowerCase().max(254, "too_long").pipe(z.email("email_invalid")),
  role: z.enum(["admin", "staff"], "required"),
});

export type MemberRow = { userId: string; name: string; email: string; role: Role; since: Date };
export type InvitationRow = { id: string; email: string; role: Role; expiresAt: Date };
export type Team = { members: MemberRow[]; invitations: InvitationRow[]; maxMembers: number | null };

/** The people of a store and the invitations that wait, with the plan's limit (null: none). */
export async function readTeam(storeId: string): Promise<Team> {
  return withPlatform(async (tx) => {
    const memberships = await tx.membership.findMany({
      where: { storeId },
      include: { user: true },
      orderBy: { createdAt: "asc" },
      take: 200,
    });
    const invitations = await openInvitations(tx, storeId);
    return {
      members: memberships.map(({ user, role, createdAt }) => ({
        userId: user.id,
        name: user.name,
        email: user.email,
        role: toRole(role),
        since: createdAt,
      })),
      invitations: invitations.map(({ id, email, role, expiresAt }) => ({ id, email, role: toRole(role), expiresAt })),
      maxMembers: await maxMembersOf(tx, storeId),
    };
  });
}

function openInvitations(tx: PlatformTx, storeId: string) {
  return tx.invitation.findMany({
    where: { storeId, acceptedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "asc" },
    take: 200,
  });
}

async function maxMembersOf(tx: PlatformTx, storeId: string): Promise<number | null> {
  const subscription = await tx.subscription.findUnique({ where: { storeId }, select: { plan: { select: { maxMembers: true } } } });
  return subscription?.plan.maxMembers ?? null;
}

export type Invite = { storeId: string; actorId: string; email: string; role: "admin" | "staff" };

/** Invites a person by mail; the link is good for seven days. Fails with `plan_limit` or `already_member`. */
export async function inviteMember({ storeId, actorId, email, role }: Invite): Promise<Result<void, "plan_limit" | "already_member">> {
  return withPlatform(async (tx) => {
    await tx.$queryRaw`select id from store where id = ${storeId}::uuid for update`;
    const known = await tx.membership.findFirst({ where: { storeId, user: { email } }, select: { userId: true } });
    if (known) return fail("already_member");
    await tx.invitation.updateMany({ where: { storeId, email, acceptedAt: null }, data: { expiresAt: new Date() } });
    const taken = (await tx.membership.count({ where: { storeId } })) + (await openInvitations(tx, storeId)).length;
    const limit = await maxMembersOf(tx, storeId);
    if (limit !== null && taken >= limit) return fail("plan_limit");
    const [id, token] = [newId(), newToken()];
    await tx.invitation.create({
      data: { storeId, id, email, role, tokenHash: hashToken(token), invitedBy: actorId, expiresAt: after(7 * dayMs) },
    });
    await writeAudit(tx, { storeId, actorId, action: "member.invited", subject: email, after: { role } });
    await record(tx, "member.invited", { storeId, invitationId: id, tokenSealed: seal(sealKeys(), token, `invitation:${id}`) });
    return ok();
  });
}

export type Removal = { storeId: string; actorId: string; userId: string };

/** Takes a person off a store. Fails with `last_owner` for its only owner, `not_found` for somebody else's. */
export async function removeMember({ storeId, actorId, userId }: Removal): Promise<Result<void, "last_owner" | "not_found">> {
  return withPlatform(async (tx) => {
    await tx.$queryRaw`select id from store where id = ${storeId}::uuid for update`;
    const member = await tx.membership.findUnique({ where: { storeId_userId: { storeId, userId } } });
    if (!member) return fail("not_found");
    const owners = await tx.membership.count({ where: { storeId, role: "owner" } });
    if (member.role === "owner" && owners === 1) return fail("last_owner");
    await tx.membership.delete({ where: { storeId_userId: { storeId, userId } } });
    await writeAudit(tx, { storeId, actorId, action: "member.removed", subject: userId, before: { role: member.role } });
    return ok();
  });
}

/** Withdraws an invitation that was not accepted. */
export async function withdrawInvitation({ storeId, actorId, id }: { storeId: string; actorId: string; id: string }): Promise<void> {
  await withPlatform(async (tx) => {
    const where = { storeId, id, acceptedAt: null };
    const { count } = await tx.invitation.updateMany({ where, data: { expiresAt: new Date() } });
    if (count === 1) await writeAudit(tx, { storeId, actorId, action: "member.invitation_withdrawn", subject: id });
  });
}

export type OpenInvitation = { storeName: string; storeSlug: string; email: string; hasAccount: boolean };

/** What an invitation's link leads to, or null when it is used, withdrawn, old, or not ours. */
export async function findInvitation(token: string): Promise<OpenInvitation | null> {
  return withPlatform(async (tx) => {
    const row = await tx.invitation.findFirst({ where: { tokenHash: hashToken(token), acceptedAt: null, expiresAt: { gt: new Date() } } });
    if (!row) return null;
    const store = await tx.store.findUniqueOrThrow({ where: { id: row.storeId }, select: { name: true, slug: true } });
    const user = await tx.user.findUnique({ where: { email: row.email }, select: { id: true } });
    return { storeName: store.name, storeSlug: store.slug, email: row.email, hasAccount: user !== null };
  });
}

export type Acceptance = { token: string; name: string; password: string };

/** Joins the store of an invitation with a new account. A person who has one signs in and calls `joinStore`. Fails with `expired`. */
export async function acceptWithNewAccount({
  token,
  name,
  password,
}: Acceptance): Promise<Result<{ userId: string; slug: string }, "expired">> {
  const passwordHash = await hashPassword(password);
  return withPlatform(async (tx) => {
    const invitation = await claim(tx, token);
    if (!invitation) return fail("expired");
    const known = await tx.user.findUnique({ where: { email: invitation.email }, select: { id: true } });
    if (known) throw new Error("an invitation was claimed for an account that exists");
    const user = await tx.user.create({ data: { id: newId(), email: invitation.email, name, passwordHash, emailVerifiedAt: new Date() } });
    return ok({ userId: user.id, slug: await join(tx, invitation, user.id) });
  });
}

/** Joins the store of an invitation as the signed-in person; the invitation must be for that person's address. Fails with `expired`. */
export async function joinStore(token: string, person: { userId: string; email: string }): Promise<Result<{ slug: string }, "expired">> {
  return withPlatform(async (tx) => {
    const invitation = await claim(tx, token, person.email);
    return invitation ? ok({ slug: await join(tx, invitation, person.userId) }) : fail("expired");
  });
}

type Claimed = { storeId: string; email: string; role: string };

async function claim(tx: PlatformTx, token: string, email?: string): Promise<Claimed | null> {
  const where = { tokenHash: hashToken(token), acceptedAt: null, expiresAt: { gt: new Date() }, ...(email ? { email } : {}) };
  const claimed = await tx.invitation.updateMany({ where, data: { acceptedAt: new Date() } });
  return claimed.count === 1 ? tx.invitation.findUnique({ where: { tokenHash: hashToken(token) } }) : null;
}

async function join(tx: PlatformTx, { storeId, role }: Claimed, userId: string): Promise<string> {
  await tx.membership.upsert({ where: { storeId_userId: { storeId, userId } }, create: { storeId, userId, role }, update: {} });
  await writeAudit(tx, { storeId, actorId: userId, action: "member.joined", subject: userId, after: { role } });
  return (await tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { slug: true } })).slug;
}
