import { parseArgs } from "node:util";
import { migrate } from "@/local/database/migrate";
import { ensureDatabase } from "@/local/database/roles";
import { openScratchPostgres } from "@/local/database/scratch";
import { runMain } from "@/local/problem";
import { openBareSales } from "./bare-order";
import { type InstantGateway, startInstantGateway } from "./instant-gateway";
import { keepResults } from "./results";
import { countStatements, type StatementCount } from "./statements";
import { rounded } from "./statistics";
import type { Tills } from "./tills";

const connections = 32;
const levels = [1, 8, 32] as const;

type Level = { buyers: number; placedPerSecond: number; placedAndSettledPerSecond: number; barePerSecond: number; bareRatio: number };
/** Of one order, asked by one buyer: a number that no other program on the machine changes. */
type Statements = { placed: number; placedAndSettled: number };
type Found = { levels: Level[]; statements: Statements };

/**
 * `npm run bench:orders [--orders 96]`: orders per second at 1, 8 and 32 buyers, over four stores of a database of its own, next
 * to what the same server does of a bare transaction of five statements, measured in turn. The gateway answers at once.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { orders: { type: "string", default: "96" } } });
  const orders = Number(values.orders);
  const postgres = await openScratchPostgres({ isDurable: true, maxConnections: 200 });
  const gateway = await startInstantGateway();
  try {
    const migration = await prepare(postgres.adminUrl, gateway);
    const found = await measure(migration, orders);
    const [one, eight, many] = found.levels.map(describeLevel);
    const { placed, placedAndSettled } = found.statements;
    const statements = `An order takes ${placed} statements to place, ${placedAndSettled} to place and settle (the bare one 7).`;
    const sentence = `Orders placed and settled per second: ${one}; ${eight}; ${many}. ${statements}`;
    await keepResults("orders", { ordersPerLevel: orders, stores: 4, connections, ...found }, sentence);
  } finally {
    await gateway.close();
    await postgres.close();
  }
}

function describeLevel({ buyers, placedAndSettledPerSecond, barePerSecond }: Level): string {
  return `${buyers} ${buyers === 1 ? "buyer" : "buyers"} ${placedAndSettledPerSecond} (a bare transaction: ${barePerSecond})`;
}

/** A migrated database, and the application pointed at it. Answers the address of the schema's owner. */
async function prepare(adminUrl: string, gateway: InstantGateway): Promise<string> {
  const passwords = { owner: "bench-owner", app: "bench-app", platform: "bench-platform", local: "bench-local" };
  const { app, platform, migration } = await ensureDatabase(adminUrl, "vitrine_bench", passwords);
  await migrate(migration);
  await import("@/tests/setup/environment");
  Object.assign(process.env, {
    DATABASE_URL: app,
    PLATFORM_DATABASE_URL: platform,
    DATABASE_POOL_SIZE: String(connections),
    PAGARME_API_BASE: gateway.apiBase,
  });
  return migration;
}

async function measure(databaseUrl: string, orders: number): Promise<Found> {
  const asked = countStatements();
  const { openTills } = await import("./tills");
  const tills = await openTills(4);
  const bare = await openBareSales(databaseUrl, connections);
  const found: Level[] = [];
  await tills.buyAll(8);
  const statements = await statementsOf(tills, asked);
  for (const buyers of levels) {
    const checkouts = await tills.fill(orders);
    const placed = await timed(buyers, checkouts, tills.place);
    const settled = await timed(buyers, await tills.fill(orders), tills.placeAndSettle);
    const sold = await timed(
      buyers,
      Array.from({ length: orders * 4 }, () => null),
      bare.sell,
    );
    const bareRatio = rounded(sold / settled, 1);
    found.push({ buyers, placedPerSecond: placed, placedAndSettledPerSecond: settled, barePerSecond: sold, bareRatio });
    console.error(`${buyers}: placed ${placed}/s, placed and settled ${settled}/s, bare ${sold}/s`);
  }
  await bare.close();
  await tills.close();
  return { levels: found, statements };
}

async function statementsOf(tills: Tills, asked: StatementCount): Promise<Statements> {
  const [first, second] = await tills.fill(2);
  if (!first || !second) throw new Error("nothing to buy");
  const of = async (act: () => Promise<unknown>): Promise<number> => {
    const before = asked.count;
    await act();
    return asked.count - before;
  };
  return { placed: await of(() => tills.place(first)), placedAndSettled: await of(() => tills.placeAndSettle(second)) };
}

/** Has `buyers` at a time do it with each of the things; answers how many per second. */
async function timed<Thing>(buyers: number, things: readonly Thing[], act: (thing: Thing) => Promise<unknown>): Promise<number> {
  const waiting = things.values();
  const startedAt = performance.now();
  const buyer = async (): Promise<void> => {
    // One iterator for all buyers: each thing is taken once.
    for (const thing of waiting) await act(thing);
  };
  await Promise.all(Array.from({ length: buyers }, buyer));
  return rounded((things.length * 1000) / (performance.now() - startedAt), 1);
}

await runMain(main);
