import { Problem, runMain } from "@/local/problem";
import { startBareServer } from "./bare";
import { type Load, type Measured, measure, type Target } from "./load";
import { type Options, readOptions } from "./options";
import { keepResults } from "./results";
import { median, rounded } from "./statistics";
import { type Answer, ask, firstProductPath, type Storefront, storefrontOf } from "./storefront";

type Round = { page: Measured; bare: Measured; ratio: number };

const warmUp = { seconds: 2 };

/** `npm run bench:page`: a product page from the cache, next to a bare Node server that answers the same bytes. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const storefront = storefrontOf(options);
  const path = await firstProductPath(storefront);
  const cached = await askUntilCached(storefront, path);
  const bare = await startBareServer(cached);
  try {
    const page = { url: new URL(path, storefront.platform).href, host: storefront.host };
    const rounds = await compare(page, { url: bare.url, host: storefront.host }, options);
    const cacheAfter = cacheStateOf(await ask(storefront, path));
    const { sentence, ...medians } = summarise(rounds, cached.body.length);
    const { connections, seconds } = options;
    await keepResults("product-page", { page, bytes: cached.body.length, connections, seconds, cacheAfter, rounds, medians }, sentence);
  } finally {
    await bare.stop();
  }
}

function cacheStateOf({ headers }: Answer): string {
  return String(headers["x-nextjs-cache"] ?? "none");
}

/** A page is rendered when first asked for, and again after a change; the next request finds it. */
async function askUntilCached(storefront: Storefront, path: string): Promise<Answer> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const answer = await ask(storefront, path);
    if (answer.status !== 200) throw new Problem(`${path} of ${storefront.host} answers ${answer.status}.`);
    if (cacheStateOf(answer) === "HIT") return answer;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Problem(`${path} of ${storefront.host} does not come from the cache: measure a production build (npm start), not npm run dev.`);
}

/** Takes turns, and lets the other begin each time, so that what else the machine does falls on both. */
async function compare(page: Target, bare: Target, { rounds, connections, seconds }: Options): Promise<Round[]> {
  const load: Load = { connections, seconds };
  for (const target of [page, bare]) await measure(target, { ...load, ...warmUp });
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = round % 2 === 0 ? await pageFirst(page, bare, load) : await bareFirst(page, bare, load);
    const ratio = rounded(pair.page.requestsPerSecond / pair.bare.requestsPerSecond, 3);
    measured.push({ ...pair, ratio });
    console.error(`round ${round + 1} of ${rounds}: ${pair.page.requestsPerSecond} and ${pair.bare.requestsPerSecond} requests per second`);
  }
  return measured;
}

async function pageFirst(page: Target, bare: Target, load: Load): Promise<Omit<Round, "ratio">> {
  const first = await measure(page, load);
  return { page: first, bare: await measure(bare, load) };
}

async function bareFirst(page: Target, bare: Target, load: Load): Promise<Omit<Round, "ratio">> {
  const first = await measure(bare, load);
  return { page: await measure(page, load), bare: first };
}

function summarise(rounds: readonly Round[], bytes: number): Record<"page" | "bare", Measured> & { ratio: number; sentence: string } {
  const page = medianOf(rounds.map((round) => round.page));
  const bare = medianOf(rounds.map((round) => round.bare));
  const ratio = rounded(median(rounds.map((round) => round.ratio)), 3);
  const sentence =
    `A cached product page (${rounded(bytes / 1024, 1)} kB): ${page.requestsPerSecond} requests per second, p99 ${page.p99Ms} ms; ` +
    `a bare Node server with the same bytes: ${bare.requestsPerSecond}, p99 ${bare.p99Ms} ms; ` +
    `the page reaches ${ratio} of it (medians of ${rounds.length} rounds, both on this machine in this run).`;
  return { page, bare, ratio, sentence };
}

function medianOf(measured: readonly Measured[]): Measured {
  const of = (name: keyof Measured) => rounded(median(measured.map((one) => one[name])), 1);
  return { requestsPerSecond: of("requestsPerSecond"), p50Ms: of("p50Ms"), p99Ms: of("p99Ms") };
}

await runMain(main);
