import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Mutant, mutants } from "./guards";
import { type MutantRun, writeReport } from "./report";
import type { SimulationResult } from "./simulate";

const root = path.resolve(import.meta.dirname, "../..");

/** `npm run test:money -- --seed 7 --orders 300`: plays a town with all guards, and once without each, and writes docs/money-report.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      orders: { type: "string", default: "200" },
      kills: { type: "string", default: "2" },
      /** Names of mutants, or `none`. */
      mutants: { type: "string", default: "all" },
      /** Results are kept here, and what is here already is not played again. */
      results: { type: "string" },
      report: { type: "string", default: path.join(root, "docs/money-report.md") },
    },
  });
  const folder = values.results ?? (await mkdtemp(path.join(tmpdir(), "vitrine-money-")));
  try {
    const base = { seed: values.seed, visits: values.orders, kills: values.kills };
    const guardless = chosen(values.mutants).map((mutant) => ({ seed: values.seed, visits: "0", kills: "0", mutant }));
    const [baseline, ...results] = await playAll(folder, [base, ...guardless]);
    if (!baseline) throw new Error("nothing was played");
    const runs: MutantRun[] = results.flatMap((result, index) => {
      const mutant = guardless[index]?.mutant;
      return mutant ? [{ mutant, result }] : [];
    });
    await writeFile(values.report, writeReport({ baseline, runs, processors: cpus().length }));
    console.log(`Wrote ${path.relative(root, values.report)}`);
    const uncaught = runs.filter(({ result }) => result.troubles.length === 0);
    process.exitCode = baseline.troubles.length > 0 || uncaught.length > 0 ? 1 : 0;
  } finally {
    if (!values.results) await rm(folder, { recursive: true, force: true });
  }
}

function chosen(names: string): readonly Mutant[] {
  if (names === "all") return mutants;
  return names === "none" ? [] : mutants.filter(({ name }) => names.split(",").includes(name));
}

/** Plays them all, as many at a time as there are processors; each in a process and on a database server of its own. */
async function playAll(folder: string, plays: readonly Play[]): Promise<SimulationResult[]> {
  const results: SimulationResult[] = [];
  const waiting = plays.entries();
  const worker = async (): Promise<void> => {
    // One iterator for all workers: each play is taken once.
    for (const [index, one] of waiting) {
      const result = await play(folder, one);
      results[index] = result;
      say(one.mutant ? `without ${one.mutant.name}` : "with all guards", result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(cpus().length, plays.length)) }, worker));
  return results;
}

type Play = { seed: string; visits: string; kills: string; mutant?: Mutant };

async function play(folder: string, { seed, visits, kills, mutant }: Play): Promise<SimulationResult> {
  const file = path.join(folder, `${mutant?.name ?? "baseline"}.json`);
  const known = await read(file);
  if (known) return known;
  const environment = { MONEY_SEED: seed, MONEY_VISITS: visits, MONEY_KILLS: kills, MONEY_RESULT: file };
  const weakened: Record<string, string> = mutant ? { MONEY_MUTANT: mutant.name, MONEY_ONLY: mutant.drills.join("|") } : {};
  const output = await run({ ...environment, ...weakened });
  const result = await read(file);
  if (!result) throw new Error(`the run wrote no result:\n${output.slice(-4000)}`);
  return result;
}

async function read(file: string): Promise<SimulationResult | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as SimulationResult;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function run(environment: Record<string, string>): Promise<string> {
  const words = [path.join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "tests/money/vitest.config.ts"];
  const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  return new Promise((resolve) => child.once("close", () => resolve(output.join(""))));
}

function say(what: string, { orders, kills, seconds, troubles }: SimulationResult): void {
  console.log(`${what}: ${orders} orders, ${kills} kills, ${seconds} s, ${troubles.length} violations`);
  for (const { what: kind, where, detail } of troubles.slice(0, 5))
    console.log(`  ${kind} · ${where} · ${detail.replaceAll(/\s+/g, " ").slice(0, 300)}`);
}

await main();
