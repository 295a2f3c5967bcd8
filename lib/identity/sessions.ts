import { newId } from "@/lib/core/ids";
import { after, dayMs, minuteMs } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";

export const sessionDays = 30;

export type SignedIn = {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  locale: string;
  isOperator: boolean;
  isVerified: boolean;
};

/** Opens a session for a person who proved who they are. Returns its id. */
export async function openSession(userId: string, from: { userAgent: string; address: string }): Promise<string> {
  const id = newId();
  await withPlatform((tx) =>
    tx.userSession.create({
      data: {
        id,
        userId,
        userAgent: from.userAgent.replace(" vitrine-per-request", "").slice(0, 300),
        ipAddress: from.address.slice(0, 60),
        expiresAt: after(sessionDays * dayMs),
      },
    }),
  );
  return id;
}

/** The person of a live session, or null when it was revoked, ran out or never was. Notes the visit every five minutes at most. */
export async function findSession(sessionId: string): Promise<SignedIn | null> {
  return withPlatform(async (tx) => {
    const session = await tx.userSession.findFirst({
      where: { id: sessionId, revokedAt: null, expiresAt: { gt: new Date() } },
      select: {
        lastSeenAt: true,
        user: { select: { id: true, email: true, name: true, locale: true, isOperator: true, emailVerifiedAt: true } },
      },
    });
    if (!session) return null;
    if (Date.now() - session.lastSeenAt.getTime() > 5 * minuteMs) {
      await tx.userSession.update({ where: { id: sessionId }, data: { lastSeenAt: new Date() } });
    }
    const { id, email, name, locale, isOperator, emailVerifiedAt } = session.user;
    return { sessionId, userId: id, email, name, locale, isOperator, isVerified: emailVerifiedAt !== null };
  });
}

/** Ends one session of a person; somebody else's is left alone. Returns whether there was one to end. */
export async function revokeSession(userId: string, sessionId: string): Promise<boolean> {
  const ended = await withPlatform((tx) =>
    tx.userSession.updateMany({ where: { id: sessionId, userId, revokedAt: null }, data: { revokedAt: new Date() } }),
  );
  return ended.count === 1;
}

/** Ends every session of a person but the one named. */
export async function revokeOtherSessions(userId: string, keep: string | null): Promise<number> {
  const ended = await withPlatform((tx) =>
    tx.userSession.updateMany({
      where: { userId, revokedAt: null, ...(keep ? { id: { not: keep } } : {}) },
      data: { revokedAt: new Date() },
    }),
  );
  return ended.count;
}

export type SessionRow = { id: string; userAgent: string; createdAt: Date; lastSeenAt: Date };

/** The live sessions of a person, newest first; at most fifty. */
export function listSessions(userId: string): Promise<SessionRow[]> {
  return withPlatform((tx) =>
    tx.userSession.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
      orderBy: { lastSeenAt: "desc" },
      take: 50,
      select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    }),
  );
}
