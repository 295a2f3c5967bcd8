import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { migrate } from "@/local/database/migrate";
import { ensureDatabase, ensureLocalDatabase, loginUrl, withDatabase } from "@/local/database/roles";
import { openScratchPostgres } from "@/local/database/scratch";
import { Problem, runMain } from "@/local/problem";
import { type Mutant, mutants } from "./mutants";

/**
 * `npm run test:chaos -- [--seed 1] [--minutes 2] [--mutant no-dedupe] [--calm]`: kills processes while people edit and buy, and
 * says what came of it. Ends with status 1 when something was violated. A whole run is written into docs/chaos-report.md.
 */
async function main(): Promise<void> {
  const { seed, seconds, mutant, isCalm } = readArguments();
  await import("@/tests/setup/environment");
  const end = await openDatabase();
  try {
    const { runChaos } = await import("./run");
    const people = isCalm ? { editors: 10, shoppers: 0, pauseMs: 200 } : { editors: 3, shoppers: 4, pauseMs: 150 };
    const say = (sentence: string) => console.log(`  · ${sentence}`);
    console.log(`\n  Chaos, seed ${seed}, ${seconds} s${mutant ? `, without a guard: ${mutant}` : ""}${isCalm ? ", calm" : ""}\n`);
    const atLeast = isCalm ? { kills: 0, orders: 0, edits: 0 } : { kills: 6, orders: 12, edits: 20 };
    const extent = { seconds, mostSeconds: seconds * 4, atLeast };
    const report = await runChaos({ seed, mutant, isKilling: !isCalm, ...extent, ...people, say });
    const { keepReport, printReport } = await import("./report");
    printReport(report);
    await keepReport(report, { isCalm });
    if (report.violations.length > 0 || report.drainedSeconds === null) process.exitCode = 1;
  } finally {
    const { disconnect } = await import("@/lib/db/clients");
    await disconnect();
    await end();
  }
}

function readArguments(): { seed: number; seconds: number; mutant: Mutant | null; isCalm: boolean } {
  const { values } = parseArgs({
    options: { seed: { type: "string" }, minutes: { type: "string" }, mutant: { type: "string" }, calm: { type: "boolean" } },
  });
  const seed = Number(values.seed ?? randomInt(1_000_000));
  const seconds = Math.round(Number(values.minutes ?? 1) * 60);
  const names = Object.keys(mutants);
  const mutant = names.find((name): name is Mutant => name === values.mutant) ?? null;
  if (values.mutant && !mutant) throw new Problem(`There is no guard "${values.mutant}" to take away: choose from ${names.join(", ")}.`);
  if (!Number.isSafeInteger(seed) || !(seconds > 0)) throw new Problem("Give --seed a whole number and --minutes a number above zero.");
  return { seed, seconds, mutant, isCalm: values.calm === true };
}

const passwords = { owner: "chaos-owner", app: "chaos-app", platform: "chaos-platform", local: "chaos-local" };

/** A throw-away Postgres with the schema, and the environment pointed at it. It writes to disk like a real one. */
async function openDatabase(): Promise<() => Promise<void>> {
  const postgres = await openScratchPostgres({ isDurable: true, maxConnections: 200 });
  const { migration } = await ensureDatabase(postgres.adminUrl, "chaos", passwords);
  await migrate(migration);
  const local = await ensureLocalDatabase(postgres.adminUrl, "chaos_local", passwords);
  const own = withDatabase(postgres.adminUrl, "chaos");
  Object.assign(process.env, {
    DATABASE_URL: loginUrl(own, "app", passwords),
    PLATFORM_DATABASE_URL: loginUrl(own, "platform", passwords),
    LOCAL_DATABASE_URL: local,
    MIGRATION_DATABASE_URL: migration,
  });
  return async () => {
    // Connections that are still closing are cut when the server ends; nobody waits for them any more.
    process.on("uncaughtException", () => undefined);
    await postgres.close();
  };
}

await runMain(() => main().finally(endSoon));

/** Whatever still holds the process open (a pooled connection of a killed child) does not hold it for long. */
function endSoon(): void {
  setTimeout(() => process.exit(), 2000).unref();
}
