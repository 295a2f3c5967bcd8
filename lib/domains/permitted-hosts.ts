import { withPlatform } from "@/lib/db/transaction";
import { permittedStates, routedStates } from "./states";

/**
 * Temporary hosts of stores that are there, and custom hosts from the moment a certificate is needed; all of them, or those among
 * the given names. Suspended and unpublished stores have pages of their own to show, over TLS like any other.
 */
export async function readPermittedHosts(among?: readonly string[]): Promise<string[]> {
  const named = among ? { host: { in: [...among] } } : {};
  const isThere = { kind: "temporary", state: { in: [...routedStates] }, store: { status: { in: ["active", "suspended"] } } };
  return withPlatform(async (tx) => {
    const temporary = await tx.storeHost.findMany({ where: { ...named, ...isThere }, select: { host: true } });
    const custom = await tx.hostClaim.findMany({ where: { ...named, state: { in: [...permittedStates] } }, select: { host: true } });
    return [...temporary, ...custom].map(({ host }) => host);
  });
}
