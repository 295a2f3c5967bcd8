import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withPlatform } from "@/lib/db/transaction";
import type { Actor } from "./commands";
import { domainsHost } from "./registry";
import { setPrimary } from "./routing";

/**
 * Makes a host of the store canonical. Fails with `not_found` for a host that is not the store's, `domain_not_working` for one that
 * visitors do not reach, and `domain_host_silent` when whatever terminates TLS could not be told.
 */
export async function makePrimary(
  { storeId, actorId }: Actor,
  host: string,
): Promise<Result<void, "not_found" | "domain_not_working" | "domain_host_silent">> {
  const found = await withPlatform(async (tx) => ({
    routed: await tx.storeHost.findFirst({ where: { storeId, host } }),
    claim: await tx.hostClaim.findFirst({ where: { storeId, host } }),
  }));
  if (!found.routed) return fail("not_found");
  if (found.routed.state !== "active") return fail("domain_not_working");
  // A redirect that stands there would send visitors in a circle once the other host redirects here.
  if (found.claim?.redirectTo && !(await domainsHost().redirect(host, null)).ok) return fail("domain_host_silent");
  return withPlatform(async (tx) => {
    const routed = await tx.storeHost.findFirst({ where: { storeId, host, state: "active" } });
    if (!routed) return fail("domain_not_working");
    if (routed.isPrimary) return ok();
    const claim = await tx.hostClaim.findFirst({ where: { storeId, host } });
    if (claim) {
      await tx.hostClaim.updateMany({ where: { storeId, name: claim.name }, data: { isPreferred: false } });
      await tx.hostClaim.update({ where: { storeId_host: { storeId, host } }, data: { isPreferred: true, redirectTo: null } });
    }
    await setPrimary(tx, storeId, host);
    const entry = { id: newId(), storeId, actorId, actorKind: "member", action: "domain.made_primary", subject: host };
    await tx.auditEntry.create({ data: entry });
    return ok();
  });
}
