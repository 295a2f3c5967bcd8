import { z } from "zod";
import { withPlatform } from "@/lib/db/transaction";

export type AuditRow = {
  id: string;
  storeId: string | null;
  actorKind: string;
  actor: string;
  /** `thing.happened`. */
  action: string;
  subject: string;
  /** What of the act's own account can be shown: work that was replayed, a reason that was given. */
  detail: AuditDetail;
  createdAt: Date;
};

const shownDetail = z.object({
  consumer: z.string().optional().catch(undefined),
  cause: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  resolution: z.string().optional().catch(undefined),
});
export type AuditDetail = z.infer<typeof shownDetail>;

export const auditRowsPerPage = 50;

/** What acts are about: the first part of an action. */
export const auditAreas = [
  "dead_letter",
  "search",
  "store",
  "domain",
  "payments",
  "coupon",
  "shipping",
  "order",
  "member",
  "plan",
] as const;
export type AuditArea = (typeof auditAreas)[number];

export type AuditQuery = { page: number; area: AuditArea | null };

/** What was done on the platform, newest first, fifty a page; actors by their e-mail. Three queries. */
export async function listAudit({ page, area }: AuditQuery): Promise<{ rows: AuditRow[]; total: number }> {
  const where = area ? { action: { startsWith: `${area}.` } } : {};
  const take = auditRowsPerPage;
  return withPlatform(async (tx) => {
    const orderBy = [{ createdAt: "desc" }, { id: "desc" }] as const;
    const entries = await tx.auditEntry.findMany({ where, orderBy: [...orderBy], skip: (page - 1) * take, take });
    const ids = [...new Set(entries.flatMap(({ actorId }) => (actorId ? [actorId] : [])))];
    const actors = new Map(
      (await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } })).map((user) => [user.id, user.email]),
    );
    const rows = entries.map(({ id, storeId, actorId, actorKind, action, subject, after, createdAt }) => {
      const detail = shownDetail.safeParse(after).data ?? {};
      return { id, storeId, actorKind, actor: actors.get(actorId ?? "") ?? "", action, subject, detail, createdAt };
    });
    return { rows, total: await tx.auditEntry.count({ where }) };
  });
}
