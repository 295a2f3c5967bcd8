import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import type { ChaosReport } from "./run";

const file = path.resolve(import.meta.dirname, "../../docs/chaos-report.md");
const shownViolations = 10;

/** What came of a run, for the one who waits for it. */
export function printReport(report: ChaosReport): void {
  const { violations, drainedSeconds, lag } = report;
  console.log(`\n  ${sentenceOf(report)}`);
  console.log(`  lag from a save to its entry in the index: p50 ${lag.p50Ms} ms, p95 ${lag.p95Ms} ms, ${lag.deliveries} deliveries`);
  if (drainedSeconds === null) console.log("  ✗ it did not come to rest");
  for (const { rule, detail } of violations.slice(0, shownViolations)) console.log(`  ✗ ${rule}: ${detail}`);
  if (violations.length > shownViolations) console.log(`  ✗ and ${violations.length - shownViolations} more`);
  console.log(violations.length === 0 && drainedSeconds !== null ? "  ✓ nothing was violated\n" : `\n  ${violations.length} violations\n`);
}

function sentenceOf({ kills, edits, orders, events, deliveries, lostAnswers, unanswered, replayed, mails }: ChaosReport): string {
  const killed = Object.entries(kills).map(([name, count]) => `${name} ${count}`);
  return (
    `killed: ${killed.join(", ")} · ${edits} edits, ${orders} orders, ${unanswered} commands without an answer · ${events} events, ` +
    `${deliveries} deliveries, ${lostAnswers} answers lost on purpose, ${replayed} dead letters replayed, ${mails} mails`
  );
}

const head = `# Chaos: what was measured

Written by \`npm run test:chaos\`, a line a run; docs/events.md says what a run does and what it looks for. *Kills*: queue + both workers, by SIGKILL.
*Violations*: broken invariants, lost or doubled effects, products whose entry in the index differs or went back to an older version. The lag is from the commit of
a product's change to the commit of its entry in the index. *Load*: how many processes wanted to run, on average over five minutes, next to how many processors there are.

| guard taken away | seed | s | kills | edits | orders | events | deliveries | answers lost | dead letters replayed | at rest after, s | lag p50 / p95, ms | load | violations |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
`;

/** Adds the run to docs/chaos-report.md. */
export async function keepReport(report: ChaosReport, { isCalm }: { isCalm: boolean }): Promise<void> {
  const before = await readFile(file, "utf8").catch(() => head);
  await writeFile(file, before + lineOf(report, isCalm));
}

function lineOf(report: ChaosReport, isCalm: boolean): string {
  const { mutant, seed, seconds, kills, edits, orders, events, deliveries, lostAnswers, replayed, drainedSeconds, lag, violations } =
    report;
  const killed = isCalm ? "none" : Object.values(kills).join(" + ");
  const rules = [...new Set(violations.map(({ rule }) => rule))];
  const found = violations.length === 0 ? "0" : `${violations.length} (${rules.join("; ")})`;
  const load = `${Math.round(loadavg()[1] ?? 0)} on ${cpus().length}`;
  const cells = [
    mutant ?? (isCalm ? "none, calm" : "none"),
    seed,
    seconds,
    killed,
    edits,
    orders,
    events,
    deliveries,
    lostAnswers,
    replayed,
  ];
  return `| ${[...cells, drainedSeconds ?? "never", `${lag.p50Ms} / ${lag.p95Ms}`, load, found].join(" | ")} |\n`;
}
