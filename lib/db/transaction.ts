import type { StoreId } from "@/lib/core/ids";
import { clients } from "./clients";
import { Prisma } from "./generated/client";

declare const scope: unique symbol;

/** A transaction in which only the rows of one store exist. Got only from `withStore`. */
export type StoreTx = Prisma.TransactionClient & { readonly [scope]: "store" };

/** Tables that the platform role may touch across stores; the database grants it no others. */
type PlatformTable =
  | "store"
  | "storeHost"
  | "hostClaim"
  | "user"
  | "membership"
  | "invitation"
  | "userSession"
  | "userToken"
  | "auditEntry"
  | "plan"
  | "planPrice"
  | "signup"
  | "subscription"
  | "outboxEvent"
  | "processedEvent"
  | "deadLetter"
  | "mailMessage"
  | "gatewayAccount"
  | "paymentAttempt"
  | "order"
  | "reconciliationRun"
  | "reconciliationDifference"
  | "rateLimit"
  | "searchIndex";

/** A transaction across stores, on a short list of tables. Got only from `withPlatform`. */
export type PlatformTx = Pick<Prisma.TransactionClient, PlatformTable | "$queryRaw" | "$executeRaw">;

/** Postgres' serialization failure and deadlock, as Prisma reports them; the transaction did nothing and may run again. */
function isTransient(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  return error instanceof Error && /\b(40001|40P01)\b|deadlock detected|could not serialize/i.test(error.message);
}

const tries = 4;

async function retried<Value>(run: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= tries || !isTransient(error)) throw error;
    }
  }
}

/**
 * Runs `work` in one transaction in which row-level security shows the store's rows alone. `app.store_id` is set for the
 * transaction only, so it is safe behind a transaction pooler. No network call belongs inside. Runs again when Postgres
 * reports a deadlock or a serialization failure: `work` must have no effect outside the database.
 */
export function withStore<Value>(storeId: StoreId, work: (tx: StoreTx) => Promise<Value>): Promise<Value> {
  return retried(() =>
    clients().app.$transaction(async (tx) => {
      await tx.$executeRaw`select set_config('app.store_id', ${storeId}, true)`;
      return work(tx as StoreTx);
    }),
  );
}

/** Runs `work` in one transaction of the platform role: provisioning, operator console, outbox, host lookup. */
export function withPlatform<Value>(work: (tx: PlatformTx) => Promise<Value>): Promise<Value> {
  return retried(() => clients().platform.$transaction((tx) => work(tx)));
}
