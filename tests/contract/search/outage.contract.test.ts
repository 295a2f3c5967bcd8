import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { algoliaSearch } from "@/lib/search/algolia";
import { guardedSearch } from "@/lib/search/guarded";
import type { SearchPort } from "@/lib/search/port";
import { postgresSearch } from "@/lib/search/postgres";
import { searchOf } from "@/lib/search/search";
import type { StoreView } from "@/lib/stores/types";
import { type RunningAlgolia, startAlgolia } from "@/tests/contract/search/sandbox";
import { openService, openShelf, plain } from "@/tests/contract/search/shelves";
import { makeStore } from "@/tests/factories/store";

vi.setConfig({ testTimeout: 90_000 });

let algolia: RunningAlgolia;
let store: StoreView;
let service: SearchPort;
beforeAll(async () => {
  algolia = await startAlgolia();
  service = algoliaSearch(await openService());
  const [one, other] = [await openShelf("algolia"), await openShelf("postgres")];
  store = await makeStore();
  const ids = await one.stock(store, [{ title: "Brass lamp" }]);
  await other.sync(store, ids);
});
afterAll(() => algolia.close());

const search = async (port: SearchPort) => {
  const { cards, isDegraded } = await port.query(store, { ...plain, text: "lamp" });
  return [cards.map((card) => card.title), isDegraded];
};

it("a service that is gone is stood in for by Postgres, and the answer says so; when it is back it answers again", async () => {
  const port = guardedSearch(service, postgresSearch, { timeoutMs: 20_000, failures: 3, restMs: 50 });
  expect(await search(port)).toEqual([["Brass lamp"], false]);

  await algolia.stop();
  for (let time = 0; time < 5; time += 1) expect(await search(port)).toEqual([["Brass lamp"], true]);
  expect((await port.suggest(store, "lam")).cards).toHaveLength(1);

  await algolia.start();
  await expect.poll(() => search(port), { timeout: 25_000, interval: 60 }).toEqual([["Brass lamp"], false]);
});

it("the search that shoppers use is the service's, and survives its end", async () => {
  // Shoppers wait less long than a slow machine may need for its first answer.
  await expect.poll(() => search(searchOf()), { timeout: 60_000, interval: 500 }).toEqual([["Brass lamp"], false]);
  await algolia.stop();
  expect(await search(searchOf())).toEqual([["Brass lamp"], true]);
  await algolia.start();
});

it("a service that failed a few times in a row is left alone, so that nobody waits for it", async () => {
  let asked = 0;
  const counted: SearchPort = {
    ...service,
    query: (...question) => {
      asked += 1;
      return service.query(...question);
    },
  };
  const port = guardedSearch(counted, postgresSearch, { timeoutMs: 20_000, failures: 2, restMs: 600_000 });
  await algolia.fault({ operation: "*", effect: { kind: "fail_before", status: 503 }, times: null });
  for (let time = 0; time < 6; time += 1) expect(await search(port)).toEqual([["Brass lamp"], true]);
  await algolia.clearFaults();
  expect(asked).toBe(2);
});

it("a service that is late is not waited for", async () => {
  const port = guardedSearch(service, postgresSearch, { timeoutMs: 100, failures: 3, restMs: 50 });
  await algolia.fault({ operation: "POST /1/indexes/*/queries", effect: { kind: "delay", ms: 2500 } });
  expect(await search(port)).toEqual([["Brass lamp"], true]);
  await algolia.clearFaults();
});

it.each([
  ["refuses", { kind: "refuse", status: 403, message: "Invalid key" } as const],
  ["breaks", { kind: "fail_before", status: 500 } as const],
])("a service that %s is stood in for", async (_how, effect) => {
  const port = guardedSearch(service, postgresSearch, { timeoutMs: 20_000, failures: 3, restMs: 50 });
  await algolia.fault({ operation: "POST /1/indexes/*/queries", effect });
  expect(await search(port)).toEqual([["Brass lamp"], true]);
  expect(await search(port)).toEqual([["Brass lamp"], false]);
});
