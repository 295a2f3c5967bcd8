import type { Mutant } from "./guards";
import type { SimulationResult } from "./simulate";

export type MutantRun = { mutant: Mutant; result: SimulationResult };

type Runs = { baseline: SimulationResult; runs: readonly MutantRun[]; processors: number };

/** What was measured, and nothing else. */
export function writeReport({ baseline, runs, processors }: Runs): string {
  const caught = runs.filter(({ result }) => result.troubles.length > 0);
  return [
    "# Money: what a seeded town proves",
    "",
    `Written by \`npm run test:money\` on ${new Date().toISOString().slice(0, 10)}, ${processors} processors, seed ${baseline.seed}. All figures are measured.`,
    "",
    "A run opens four stores (two at Pagar.me's sandbox, two at Stripe's), stages each fault of the checkout's protocol on purpose, lets seeded",
    "shoppers buy by every method while calls and notices fail, kills processes, lets days pass, and then evaluates the invariants I1–I12 against",
    "our database and against the sandboxes' own books. A promise to a shopper that was not kept counts as a violation too.",
    "",
    "## With all guards",
    "",
    ...table(["what", "figure"], figuresOf(baseline)),
    "",
    ...violationsOf(baseline),
    "Orders by way to pay (a hosted page is Stripe's, with cards and bank debits) and by where they ended:",
    "",
    ...table(
      ["way to pay", "order", "money", "orders"],
      baseline.outcomes.map(({ method, status, money, orders }) => [method, `\`${status}\``, `\`${money}\``, String(orders)]),
    ),
    "",
    "Disturbances of calls, notices and the database:",
    "",
    ...table(
      ["fault", "times"],
      Object.entries(baseline.faults)
        .sort()
        .map(([name, times]) => [`\`${name}\``, String(times)]),
    ),
    "",
    "Staged faults:",
    "",
    ...[...new Set(baseline.drills)].map((name) => `- ${name}`),
    "",
    `## Without one guard: ${caught.length} of ${runs.length} caught`,
    "",
    "The source is changed in memory and constraints are dropped in the run's own database; the staged faults that the guard is for are played.",
    "",
    ...table(
      ["guard removed", "caught", "violations", "first seen as"],
      runs.map(({ mutant, result }) => rowOf(mutant, result)),
    ),
    "",
  ].join("\n");
}

function figuresOf({ orders, visits, kills, drills, stores, queue, simulatedDays, seconds, troubles }: SimulationResult): string[][] {
  return [
    ["stores", stores],
    ["orders placed", orders],
    ["visits of the random part", visits],
    ["faults staged", drills.length],
    ["processes killed (SIGKILL)", kills],
    ["messages delivered", queue.delivered],
    ["delivered twice at once", queue.duplicates],
    ["delivered with a wrong signature (all refused)", queue.forged],
    ["batches that the queue refused", queue.refusedBatches],
    ["deliveries tried again", queue.retried],
    ["messages whose tries were spent (dead letters, replayed)", queue.spent],
    ["simulated days", simulatedDays],
    ["seconds", seconds],
    ["**violations**", `**${troubles.length}**`],
  ].map(([name, figure]) => [String(name), String(figure)]);
}

function violationsOf({ troubles }: SimulationResult): string[] {
  if (troubles.length === 0) return [];
  return [...troubles.slice(0, 20).map(({ what, where, detail }) => `- ${what}, ${where}: ${detail.slice(0, 200)}`), ""];
}

function rowOf({ guard }: Mutant, { troubles }: SimulationResult): string[] {
  const kinds = [...new Set(troubles.map(({ what }) => what))].join(", ");
  const [first] = troubles;
  const told = first ? `${kinds}: ${first.where}`.replaceAll("|", "/") : "–";
  return [guard, troubles.length > 0 ? "yes" : "**no**", String(troubles.length), told];
}

function table(head: string[], rows: readonly string[][]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
