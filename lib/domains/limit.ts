import { type PlatformTx, withPlatform } from "@/lib/db/transaction";
import { goneStates } from "./states";

export type DomainRoom = {
  /** Domains that count: apex and www together are one; those given up or let go are none. */
  used: number;
  /** Null: unlimited. */
  limit: number | null;
};

const uncounted = [...goneStates, "lapsed"];

/** How many domains the store's plan allows, and how many it has. A store without a subscription has no limit. */
export function readDomainRoom(storeId: string): Promise<DomainRoom> {
  return withPlatform((tx) => roomOf(tx, storeId));
}

async function roomOf(tx: PlatformTx, storeId: string): Promise<DomainRoom> {
  const subscription = await tx.subscription.findUnique({ where: { storeId }, select: { plan: { select: { maxDomains: true } } } });
  const claims = await tx.hostClaim.findMany({
    where: { storeId, state: { notIn: uncounted } },
    distinct: ["name"],
    select: { name: true },
  });
  return { used: claims.length, limit: subscription?.plan.maxDomains ?? null };
}

/** Whether one more domain fits. Those who ask at the same time wait for each other, so that two cannot take the last place. */
export async function hasRoom(tx: PlatformTx, storeId: string): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`domains:${storeId}`}, 0))`;
  const { used, limit } = await roomOf(tx, storeId);
  return limit === null || used < limit;
}
