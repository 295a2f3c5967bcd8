import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/local/database/embedded";
import type { Outcome } from "@/local/gate/outcome";
import { type Gate, type GateStep, gateSteps } from "@/local/gate/steps";
import { findFreePort } from "@/local/ports";
import { messageOf, Problem } from "@/local/problem";
import { printTable, say, step } from "@/local/progress";

interface Result extends Outcome {
  title: string;
  milliseconds: number;
}

/** `npm test`: every step of the gate, or those named after it; ends with the sum of the tests and status 1 when anything failed. */
async function main(): Promise<void> {
  const steps = chooseSteps(process.argv.slice(2));
  const { gate, end } = await openGate();
  endWhenTold(end);
  console.log("\n  Vitrine: the gate\n");
  const results: Result[] = [];
  try {
    for (const chosen of steps) results.push(await runStep(chosen, gate));
  } finally {
    await end();
  }
  summarise(results);
  process.exit(results.some(({ failed }) => failed > 0) ? 1 : 0);
}

function chooseSteps(names: string[]): readonly GateStep[] {
  const unknown = names.find((name) => !gateSteps.some((known) => known.name === name));
  if (unknown) throw new Problem(`There is no step "${unknown}": choose from ${gateSteps.map(({ name }) => name).join(", ")}.`);
  return names.length === 0 ? gateSteps : gateSteps.filter(({ name }) => names.includes(name));
}

async function runStep({ title, run }: GateStep, gate: Gate): Promise<Result> {
  const started = performance.now();
  const outcome = await step(title, async () => {
    const found = await run(gate);
    if (found.failed > 0) throw new StepFailed(found);
    return found;
  }).catch((thrown: unknown) => (thrown instanceof StepFailed ? thrown.outcome : brokenStep(thrown)));
  if (outcome.failed > 0) console.log(`\n${outcome.output.trimEnd()}\n`);
  else if (outcome.passed === 0 && outcome.skipped > 0) console.log(`    ${outcome.output}`);
  return { ...outcome, title, milliseconds: performance.now() - started };
}

/** Carries what a failed step found past the line that shows it as failed. */
class StepFailed extends Error {
  constructor(readonly outcome: Outcome) {
    super("failed");
  }
}

function brokenStep(thrown: unknown): Outcome {
  const output =
    thrown instanceof Problem ? `  ${thrown.message}` : thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
  return { passed: 0, failed: 1, skipped: 0, output };
}

async function openGate(): Promise<{ gate: Gate; end: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "vitrine-gate-"));
  const closers: (() => Promise<void>)[] = [];
  let postgres: Promise<string> | undefined;
  const start = async () => {
    const server = await startEmbeddedPostgres({
      folder: path.join(folder, "postgres"),
      password: randomBytes(12).toString("hex"),
      port: { preferred: 45_300 },
      isDurable: false,
      maxConnections: 300,
    });
    closers.push(server.stop);
    return server.adminUrl;
  };
  const postgresUrl = () => {
    postgres ??= start();
    return postgres;
  };
  const end = async () => {
    for (const close of closers.splice(0).toReversed())
      await close().catch((thrown: unknown) => console.error(`  While cleaning up: ${messageOf(thrown)}`));
    await rm(folder, { recursive: true, force: true });
  };
  let port: Promise<number> | undefined;
  const appPort = () => {
    port ??= findFreePort(3100);
    return port;
  };
  return { gate: { folder, postgresUrl, appPort, atEnd: (close) => closers.push(close) }, end };
}

function endWhenTold(end: () => Promise<void>): void {
  const stop = () => void end().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  process.once("disconnect", stop);
}

function summarise(results: Result[]): void {
  const sum = (pick: (result: Result) => number) => results.reduce((total, result) => total + pick(result), 0);
  console.log("\n  Summary\n");
  printTable(
    results.map(({ title, passed, failed, skipped, milliseconds }) => {
      const counts = [passed > 0 && `${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(
        (count) => count !== false,
      );
      return [`${failed > 0 ? "✗" : "✓"} ${title}`, `${say(milliseconds).padStart(11)}   ${counts.join(", ")}`] as const;
    }),
  );
  console.log(`\n  Took ${say(sum(({ milliseconds }) => milliseconds))}\n`);
  console.log(`${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`);
}

await main().catch((thrown: unknown) => {
  console.error(thrown instanceof Problem ? `\n  ${thrown.message}\n` : thrown);
  process.exit(1);
});
