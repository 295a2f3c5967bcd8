import { withPlatform } from "@/lib/db/transaction";
import { findOtherHolder } from "./claims";
import { observe, type Subject } from "./observe";
import type { DomainsHost } from "./port";
import { domainsHost } from "./registry";
import { wantedRedirectOf } from "./routing";
import { settle } from "./settle";

export type CheckDue = { storeId: string; claimId: string; checkCount: number };

/**
 * Looks at a claim and writes what that means, in three steps: read, look from outside, write. Nothing is locked while outside is
 * asked; a claim that was changed meanwhile, or whose check was overtaken by a later one, is left as it is. Safe to run twice.
 */
export async function checkClaim(due: CheckDue, host: DomainsHost = domainsHost()): Promise<void> {
  const subject = await readSubject(due);
  if (!subject) return;
  const seen = await observe(host, subject);
  await settle(subject.claim, seen);
}

function readSubject({ storeId, claimId, checkCount }: CheckDue): Promise<Subject | null> {
  return withPlatform(async (tx) => {
    const claim = await tx.hostClaim.findUnique({ where: { storeId_id: { storeId, id: claimId } } });
    if (!claim || claim.checkCount !== checkCount || claim.state === "released") return null;
    const holder = await findOtherHolder(tx, claim.host, storeId);
    return { claim, isHeldByOther: holder !== null, wantedRedirect: await wantedRedirectOf(tx, claim) };
  });
}
