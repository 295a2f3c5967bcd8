import { toStoreId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { withPlatform, withStore } from "@/lib/db/transaction";

/** Whose letters: one store's, or (null) everybody's, which is for operators alone. */
export type LetterScope = { storeId: string | null };

/** What the consoles read and write. */
export type LetterTx = Pick<Prisma.TransactionClient, "deadLetter" | "auditEntry">;

/** Runs `work` in one transaction that sees the letters of the scope: of one store by its own wall, so that no condition can let others in. */
export function inScope<Value>({ storeId }: LetterScope, work: (tx: LetterTx) => Promise<Value>): Promise<Value> {
  return storeId === null ? withPlatform(work) : withStore(toStoreId(storeId), work);
}
