import type { StoreId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import { type StoreTx, withStore } from "@/lib/db/transaction";

/** Field -> code, as forms show them. */
export type FieldCodes = Record<string, string>;

/** A write that was refused: one code for the whole, and codes for the fields that it is about. Nothing was changed. */
export type Refusal<Code extends string> = { ok: false; code: Code; errors: FieldCodes };

class Refused extends Error {
  constructor(readonly refusal: Refusal<string>) {
    super(refusal.code);
  }
}

/** Ends an attempt: what it wrote is undone, and the caller of `attempt` gets the refusal. */
export function refuse(code: string, errors: FieldCodes = {}): never {
  throw new Refused({ ok: false, code, errors });
}

/**
 * Runs a command in one transaction that `refuse` undoes as a whole. When another command takes the same slug or SKU at the same
 * moment the attempt is made once more: then it sees what was taken and says so by a code.
 */
export async function attempt<Value, Code extends string>(
  storeId: StoreId,
  work: (tx: StoreTx) => Promise<Value>,
): Promise<{ ok: true; value: Value } | Refusal<Code>> {
  for (let round = 1; ; round++) {
    try {
      return { ok: true, value: await withStore(storeId, work) };
    } catch (error) {
      // The codes are those that `work` refuses with: the one place that knows both.
      if (error instanceof Refused) return error.refusal as Refusal<Code>;
      if (round > 1 || !isUniqueClash(error)) throw error;
    }
  }
}

function isUniqueClash(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
