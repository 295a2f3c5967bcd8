import { setTimeout as pause } from "node:timers/promises";
import type { StoreId } from "@/lib/core/ids";
import { disconnect } from "@/lib/db/clients";
import { withStore } from "@/lib/db/transaction";
import { flushOutbox } from "@/lib/events/flush";
import { record } from "@/lib/events/outbox";
import { routesOf } from "@/lib/events/routes";
import { findStoreByHost } from "@/lib/stores/queries";
import { joinInstallation } from "@/local/join-installation";
import { Problem, runMain } from "@/local/problem";
import { measureBarePosts } from "./bare-posts";
import { readOptions } from "./options";
import { keepResults } from "./results";
import { percentile, rounded } from "./statistics";

const perSecond = 50;
const pollMs = 20;
const patienceMs = 60_000;
const mostProducts = 100;

type Change = { productId: string; version: number; committedAt: number };

/**
 * `npm run bench:lag`: fifty committed changes a second, for `--seconds`, and how long after its commit each is in the index of
 * the running installation. Only versions move; nothing that a shopper sees changes.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  await joinInstallation(options.platform);
  const store = await findStoreByHost(options.host);
  if (!store) throw new Problem(`This database knows no store at ${options.host}.`);
  const productIds = await listProducts(store.id);
  const waiting = new Map<string, Change[]>(productIds.map((id) => [id, []]));
  const lagsMs: number[] = [];
  const total = perSecond * options.seconds;
  const watching = watch(store.id, { waiting, lagsMs, total });
  const sentSeconds = await change(store.id, { waiting, total });
  await watching;
  const seconds = inSeconds(lagsMs);
  const rate = rounded(total / sentSeconds, 1);
  const deliveries = routesOf("product.changed").length;
  const bare = inSeconds(await measureBarePosts({ total: total * deliveries, perSecond: perSecond * deliveries }));
  const ratio = { p50: rounded(seconds.p50 / bare.p50, 0), p95: rounded(seconds.p95 / bare.p95, 0) };
  const sentence =
    `From commit to index at ${rate} events/s: p50 ${seconds.p50} s, p95 ${seconds.p95} s (${total} events of ${deliveries} deliveries each). ` +
    `A bare post to a bare server at that pace: p50 ${bare.p50} s, p95 ${bare.p95} s.`;
  const measured = { host: options.host, products: productIds.length, eventsPerSecond: rate, deliveries, seconds, bare, ratio };
  await keepResults("commit-to-effect", measured, sentence);
}

function inSeconds(valuesMs: number[]): { p50: number; p95: number; slowest: number } {
  const at = (share: number) => rounded(percentile(valuesMs, share) / 1000, 4);
  return { p50: at(0.5), p95: at(0.95), slowest: at(1) };
}

async function listProducts(storeId: StoreId): Promise<string[]> {
  const rows = await withStore(storeId, (tx) => tx.product.findMany({ where: { storeId }, take: mostProducts, select: { id: true } }));
  if (rows.length === 0) throw new Problem("The store has no products to change.");
  return rows.map((row) => row.id);
}

type Course = { waiting: Map<string, Change[]>; total: number };

/** Commits changes at the stated pace and has them published as the application does after each request. Returns the seconds it took. */
async function change(storeId: StoreId, { waiting, total }: Course): Promise<number> {
  const ids = [...waiting.keys()];
  const publish = publisher();
  const startedAt = performance.now();
  const commits: Promise<void>[] = [];
  for (let count = 0; count < total; count += 1) {
    const productId = ids[count % ids.length] ?? "";
    commits.push(commit(storeId, productId).then((made) => void waiting.get(productId)?.push(made)));
    commits[count]?.then(publish, () => undefined);
    await pause(Math.max(0, startedAt + ((count + 1) * 1000) / perSecond - performance.now()));
  }
  await Promise.all(commits);
  await flushOutbox();
  return (performance.now() - startedAt) / 1000;
}

async function commit(storeId: StoreId, productId: string): Promise<Change> {
  const version = await withStore(storeId, async (tx) => {
    const where = { storeId_id: { storeId, id: productId } };
    const { version } = await tx.product.update({ where, data: { version: { increment: 1 } }, select: { version: true } });
    await record(tx, "product.changed", { storeId, productId, version });
    return version;
  });
  return { productId, version, committedAt: performance.now() };
}

/** One flush at a time, and one more when something was committed meanwhile. */
function publisher(): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await flushOutbox();
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}

/** Looks at the index until every change is in it. A change counts from its commit to the first look that finds its version. */
async function watch(storeId: StoreId, { waiting, lagsMs, total }: Course & { lagsMs: number[] }): Promise<void> {
  let progressAt = performance.now();
  while (lagsMs.length < total) {
    const rows = await withStore(storeId, (tx) =>
      tx.searchDocument.findMany({ where: { storeId }, select: { productId: true, version: true } }),
    );
    const now = performance.now();
    for (const { productId, version } of rows) {
      const changes = waiting.get(productId) ?? [];
      const arrived = changes.filter((one) => one.version <= version);
      lagsMs.push(...arrived.map((one) => now - one.committedAt));
      if (arrived.length > 0) progressAt = now;
      changes.splice(0, changes.length, ...changes.filter((one) => one.version > version));
    }
    if (now - progressAt > patienceMs) throw new Problem(`${total - lagsMs.length} changes never reached the index: does the queue run?`);
    await pause(pollMs);
  }
}

await runMain(() => main().finally(disconnect));
