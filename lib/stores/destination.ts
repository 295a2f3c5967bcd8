import { withPlatform } from "@/lib/db/transaction";

/** What becomes of somebody who comes to a host. */
export type Destination =
  /** It is shown here: its store, or that there is none. */
  | { kind: "here" }
  /** Its store is found at another host now. */
  | { kind: "moved"; to: string }
  /** It led to a store and was let go. */
  | { kind: "gone" };

const routed = ["active", "degraded"];
const letGo = ["removing", "tombstone"];

/**
 * Where a normalised host leads. Every host of a store but the primary one leads to it, as long as the primary one works: while it is
 * degraded the others answer themselves, so that the store stays reachable.
 */
export async function findDestination(host: string): Promise<Destination> {
  return withPlatform(async (tx) => {
    const found = await tx.storeHost.findFirst({ where: { host, state: { in: routed } }, select: { storeId: true, isPrimary: true } });
    if (found?.isPrimary) return { kind: "here" };
    if (found) {
      const primary = await tx.storeHost.findFirst({ where: { storeId: found.storeId, isPrimary: true, state: "active" } });
      return primary ? { kind: "moved", to: primary.host } : { kind: "here" };
    }
    const released = await tx.hostClaim.findFirst({ where: { host, state: { in: letGo } }, select: { id: true } });
    return { kind: released ? "gone" : "here" };
  });
}
