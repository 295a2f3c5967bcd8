import { randomInt } from "node:crypto";
import { disconnect } from "@/lib/db/clients";
import { joinInstallation } from "@/local/join-installation";
import { runMain } from "@/local/problem";
import { type Edited, readAsTyped, requireEdited, save } from "./edit";
import { readOptions } from "./options";
import { keepResults } from "./results";
import { percentile, rounded } from "./statistics";
import { ask, firstProductPath, type Storefront, storefrontOf } from "./storefront";
import { watchFor } from "./watch";

/** Milliseconds since the save began: saved and handed to the queue, found by search, shown on the product's page. */
type Timing = { savedMs: number; searchMs: number; pageMs: number };

/** `npm run bench:search`: how long after a save a product is found by its new title, and shown with it. The title is put back. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  await joinInstallation(options.platform);
  const storefront = storefrontOf(options);
  const edited = await requireEdited(options.host, await firstProductPath(storefront));
  const timings = await timeEdits(storefront, edited, options.edits);
  const seconds = { savedAndQueued: spread(timings, "savedMs"), search: spread(timings, "searchMs"), page: spread(timings, "pageMs") };
  const sentence =
    `From a product's save to its new title in search: p50 ${seconds.search.p50} s, p95 ${seconds.search.p95} s; ` +
    `on its page: p50 ${seconds.page.p50} s, p95 ${seconds.page.p95} s (${timings.length} edits).`;
  await keepResults("save-to-search", { storefront, slug: edited.slug, seconds, timings }, sentence);
}

/** Ctrl-C ends after the edit under way, so that the title is put back all the same. */
async function timeEdits(storefront: Storefront, edited: Edited, edits: number): Promise<Timing[]> {
  const { input: original } = await readAsTyped(edited);
  const told = new AbortController();
  process.once("SIGINT", () => told.abort());
  const timings: Timing[] = [];
  try {
    while (timings.length < edits && !told.signal.aborted) {
      timings.push(await timeEdit(storefront, edited, original.title));
      console.error(`edit ${timings.length} of ${edits}: ${Math.round(timings.at(-1)?.searchMs ?? 0)} ms`);
    }
  } finally {
    const { version } = await readAsTyped(edited);
    await save(edited, original, version);
  }
  return timings;
}

/**
 * The new title ends in two made-up words: search is asked for the one and must show the other, which the page of results would
 * not otherwise hold. The product's page is asked for first, so that an older one is in the cache.
 */
async function timeEdit(storefront: Storefront, edited: Edited, title: string): Promise<Timing> {
  const productPath = `/products/${encodeURIComponent(edited.slug)}`;
  const [asked, word] = [madeUpWord(), madeUpWord()];
  const { input, version } = await readAsTyped(edited);
  await ask(storefront, productPath);

  const startedAt = performance.now();
  await save(edited, { ...input, title: `${title.slice(0, 150)} ${asked} ${word}` }, version);
  const savedMs = performance.now() - startedAt;
  const [searchMs, pageMs] = await Promise.all([
    watchFor(storefront, `/search?q=${asked}`, { word, startedAt }),
    watchFor(storefront, productPath, { word, startedAt }),
  ]);
  return { savedMs: rounded(savedMs, 1), searchMs: rounded(searchMs, 1), pageMs: rounded(pageMs, 1) };
}

function madeUpWord(): string {
  return Array.from({ length: 10 }, () => String.fromCharCode(97 + randomInt(26))).join("");
}

function spread(timings: readonly Timing[], name: keyof Timing): { p50: number; p95: number; slowest: number } {
  const seconds = timings.map((timing) => timing[name] / 1000);
  const at = (share: number) => rounded(percentile(seconds, share), 3);
  return { p50: at(0.5), p95: at(0.95), slowest: at(1) };
}

await runMain(() => main().finally(disconnect));
