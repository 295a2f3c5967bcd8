import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import type { DeadLetterModel } from "@/lib/db/generated/models";

export type Actor = { id: string; kind: "member" | "operator" };

export type AuditedLetter = Pick<DeadLetterModel, "id" | "storeId" | "consumer" | "cause">;

type AuditTx = Pick<Prisma.TransactionClient, "auditEntry">;
type Act = {
  action: `dead_letter.${string}`;
  actor: Actor | null;
  /** The actor's own words. */
  resolution: string;
  /** What a dry run found. */
  outcome?: string;
};

/** Writes down what somebody did about dead letters, in the transaction in which they did it; no actor: the system. */
export async function auditLetters(tx: AuditTx, { action, actor, ...said }: Act, letters: readonly AuditedLetter[]): Promise<void> {
  await tx.auditEntry.createMany({
    data: letters.map(({ id, storeId, consumer, cause }) => ({
      id: newId(),
      storeId,
      actorId: actor?.id ?? null,
      actorKind: actor?.kind ?? "system",
      action,
      subject: id,
      after: { consumer, cause, ...said },
    })),
  });
}

/** The same for what the system did by itself. */
export async function auditBySystem(
  tx: AuditTx,
  action: "dead_letter.resolved" | "dead_letter.reopened",
  letters: readonly AuditedLetter[],
): Promise<void> {
  await auditLetters(tx, { action, actor: null, resolution: "" }, letters);
}
