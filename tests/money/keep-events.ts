import { withPlatform } from "@/lib/db/transaction";

/**
 * The database keeps the machine's time, so after days that were skipped its events look older than they are: they are made as young as
 * the orders they tell of, so that none is pruned, or overlooked, before it was counted.
 */
export async function keepEvents(): Promise<void> {
  const now = new Date();
  await withPlatform(async (tx) => {
    await tx.outboxEvent.updateMany({ data: { createdAt: now } });
    await tx.outboxEvent.updateMany({ where: { publishedAt: { not: null } }, data: { publishedAt: now } });
  });
}
