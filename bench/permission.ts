import { Problem, runMain } from "@/local/problem";
import { startBareServer } from "./bare";
import { compare, medianOf, type Round } from "./compare";
import type { Target } from "./load";
import { readOptions } from "./options";
import { keepResults } from "./results";
import { median, rounded } from "./statistics";
import { ask } from "./storefront";

/** How often a proxy that is busy taking in new visitors asks; as many as it can is the other way it is measured. */
const steadyPerSecond = 200;

type Summary = { ours: Round["ours"]; bare: Round["bare"]; ratioP99: number };

/** `npm run bench:permission`: whether a host may have a certificate, next to a bare Node server that says yes to everything. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { port } = new URL(options.platform);
  const machine = { platform: `http://127.0.0.1:${port || 80}`, host: `127.0.0.1:${port || 80}` };
  const path = `/api/domains/permission?domain=${encodeURIComponent(options.host)}`;
  const answer = await ask(machine, path);
  if (answer.status !== 200)
    throw new Problem(`${machine.platform}${path} answers ${answer.status}: is ${options.host} a store's host there?`);
  const bare = await startBareServer(answer);
  try {
    const target: Target = { url: `${machine.platform}${path}`, host: machine.host };
    const other: Target = { url: bare.url, host: machine.host };
    const flatOut = await compare(target, other, options);
    const steady = await compare(target, other, { ...options, perSecond: steadyPerSecond });
    const summary = { flatOut: summarise(flatOut), steady: summarise(steady) };
    await keepResults("permission", { target, options, flatOut, steady, summary }, sentenceOf(summary, options.connections));
  } finally {
    await bare.stop();
  }
}

/** The ratio of each round's two, and the one in the middle of these: what disturbed the machine disturbed both of a round. */
function summarise(rounds: readonly Round[]): Summary {
  const ratios = rounds.map(({ ours, bare }) => ours.p99Ms / Math.max(bare.p99Ms, 1));
  return {
    ours: medianOf(rounds.map(({ ours }) => ours)),
    bare: medianOf(rounds.map(({ bare }) => bare)),
    ratioP99: rounded(median(ratios), 2),
  };
}

function sentenceOf({ flatOut, steady }: Record<"flatOut" | "steady", Summary>, connections: number): string {
  const said = ({ ours, bare, ratioP99 }: Summary) =>
    `p99 ${ours.p99Ms} ms (${ours.requestsPerSecond}/s) and ${bare.p99Ms} ms (${bare.requestsPerSecond}/s), ratio ${ratioP99}`;
  return (
    `The permission endpoint and a bare Node server, p99 of ${connections} connections: flat out ${said(flatOut)}; ` +
    `at ${steadyPerSecond} a second ${said(steady)} (medians of rounds in one run; under 1 ms counts as 1 ms).`
  );
}

await runMain(main);
