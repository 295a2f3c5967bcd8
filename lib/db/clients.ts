import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";

type Clients = { app: PrismaClient; platform: PrismaClient };

const holder = globalThis as typeof globalThis & { vitrineClients?: Clients };

function connect(connectionString: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
}

/** The two connections of the process: `app` sees one store at a time, `platform` a short list of tables across stores. */
export function clients(): Clients {
  holder.vitrineClients ??= { app: connect(env().DATABASE_URL), platform: connect(env().PLATFORM_DATABASE_URL) };
  return holder.vitrineClients;
}

/** Closes both pools; for scripts and tests. */
export async function disconnect(): Promise<void> {
  const open = holder.vitrineClients;
  holder.vitrineClients = undefined;
  if (open) await Promise.all([open.app.$disconnect(), open.platform.$disconnect()]);
}
