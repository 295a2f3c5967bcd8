import { Problem, runMain } from "@/local/problem";
import { startBareServer } from "./bare";
import { compare, medianOf } from "./compare";
import type { Measured } from "./load";
import { readOptions } from "./options";
import { keepResults } from "./results";
import { median, rounded } from "./statistics";
import { type Answer, ask, firstProductPath, type Storefront, storefrontOf } from "./storefront";

type Round = { page: Measured; bare: Measured; ratio: number };

/** `npm run bench:page`: a product page from the cache, next to a bare Node server that answers the same bytes. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const storefront = storefrontOf(options);
  const path = await firstProductPath(storefront);
  const cached = await askUntilCached(storefront, path);
  const bare = await startBareServer(cached);
  try {
    const page = { url: new URL(path, storefront.platform).href, host: storefront.host };
    const compared = await compare(page, { url: bare.url, host: storefront.host }, options);
    const rounds = compared.map((round): Round => ({ page: round.ours, bare: round.bare, ratio: ratioOf(round) }));
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

function ratioOf({ ours, bare }: Record<"ours" | "bare", Measured>): number {
  return rounded(ours.requestsPerSecond / bare.requestsPerSecond, 3);
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

await runMain(main);
