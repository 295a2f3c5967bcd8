import { type Load, type Measured, measure, type Target } from "./load";
import type { Options } from "./options";
import { median, rounded } from "./statistics";

export type Round = { ours: Measured; bare: Measured };

const warmUp = { seconds: 2 };

/** Measures both in turns, and lets the other begin each time, so that what else the machine does falls on both. */
export async function compare(ours: Target, bare: Target, { rounds, ...load }: Load & Pick<Options, "rounds">): Promise<Round[]> {
  for (const target of [ours, bare]) await measure(target, { ...load, ...warmUp });
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = round % 2 === 0 ? await oursFirst(ours, bare, load) : await bareFirst(ours, bare, load);
    measured.push(pair);
    console.error(`round ${round + 1} of ${rounds}: ${pair.ours.requestsPerSecond} and ${pair.bare.requestsPerSecond} requests per second`);
  }
  return measured;
}

async function oursFirst(ours: Target, bare: Target, load: Load): Promise<Round> {
  const first = await measure(ours, load);
  return { ours: first, bare: await measure(bare, load) };
}

async function bareFirst(ours: Target, bare: Target, load: Load): Promise<Round> {
  const first = await measure(bare, load);
  return { ours: await measure(ours, load), bare: first };
}

export function medianOf(measured: readonly Measured[]): Measured {
  const of = (name: keyof Measured) => rounded(median(measured.map((one) => one[name])), 1);
  return { requestsPerSecond: of("requestsPerSecond"), p50Ms: of("p50Ms"), p99Ms: of("p99Ms") };
}
