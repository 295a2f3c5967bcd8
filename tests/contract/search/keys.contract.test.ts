import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { after, minuteMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import type { AlgoliaService } from "@/lib/search/algolia-client";
import type { StoreView } from "@/lib/stores/types";
import { application, type RunningAlgolia, startAlgolia } from "@/tests/contract/search/sandbox";
import { openPatiently, openShelf } from "@/tests/contract/search/shelves";
import { makeStore } from "@/tests/factories/store";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let algolia: RunningAlgolia;
let service: AlgoliaService;
let [mine, other]: StoreView[] = [];
beforeAll(async () => {
  algolia = await startAlgolia();
  const shelf = await openShelf("algolia");
  [mine, other] = [await makeStore(), await makeStore()];
  const [, hidden = ""] = await shelf.stock(mine, [{ title: "Mine" }, { title: "Mine, hidden" }]);
  await shelf.stock(other, [{ title: "Theirs" }]);
  const { id: storeId } = mine;
  await withStore(storeId, (tx) =>
    tx.product.update({ where: { storeId_id: { storeId, id: hidden } }, data: { status: "draft", version: 2 } }),
  );
  await shelf.sync(mine, [hidden]);
});
// One that has made no keys yet.
beforeEach(() => {
  service = openPatiently();
});
afterEach(() => vi.useRealTimers());
afterAll(() => algolia.close());

/** The titles that a search without any filter finds, and the key that it was sent with. */
async function searchAll(store: StoreView | undefined): Promise<{ found: unknown[]; key: string }> {
  if (!store) throw new Error("the stores are made before");
  const [result] = await service.search(store.id, [{ indexName: service.indexName, query: "" }]);
  const key = algolia.requests.findLast(({ operation }) => operation === "POST /1/indexes/*/queries")?.key ?? "";
  return { found: (result?.hits ?? []).map((hit) => hit.title), key };
}

/** What a secured key carries, once its signature by the search key is found to be right. */
function restrictionsOf(key: string): Record<string, string> {
  const text = Buffer.from(key, "base64").toString("utf8");
  const [signature, restrictions] = [text.slice(0, 64), text.slice(64)];
  expect(signature).toBe(createHmac("sha256", application.searchKey).update(restrictions).digest("hex"));
  return Object.fromEntries(new URLSearchParams(restrictions));
}

const inSeconds = (minutes: number) => Math.floor(after(minutes * minuteMs).getTime() / 1000);

it("a search without a filter shows its store's visible products and nothing else: the key says so, not the question", async () => {
  expect((await searchAll(mine)).found).toEqual(["Mine"]);
  expect((await searchAll(other)).found).toEqual(["Theirs"]);
});

it("the key of a store names its filter and its indexes, and is good for an hour", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(after(120 * minuteMs));
  const { key } = await searchAll(mine);
  expect(restrictionsOf(key)).toEqual({
    filters: `storeId:${mine?.id} AND isVisible:true`,
    validUntil: String(inSeconds(60)),
    restrictIndices: `${service.indexName},${service.indexName}_*`,
  });
});

it.each([31, 61])("after %i minutes a search is sent with a new key, and finds the same", async (minutes) => {
  const first = await searchAll(mine);
  expect((await searchAll(mine)).key).toBe(first.key);
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(after(minutes * minuteMs));
  const later = await searchAll(mine);
  expect(later.found).toEqual(first.found);
  expect(Number(restrictionsOf(later.key).validUntil)).toBeGreaterThan(inSeconds(30));
  expect(later.key).not.toBe(first.key);
});

it("a key that somebody kept is refused after its hour", async () => {
  const { key } = await searchAll(mine);
  const use = async () => {
    const headers = { "x-algolia-api-key": key, "x-algolia-application-id": application.appId };
    const answer = await fetch(`${algolia.base}/1/indexes/${service.indexName}/query`, { method: "POST", headers, body: "{}" });
    return answer.status;
  };
  expect(await use()).toBe(200);
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(after(61 * minuteMs));
  expect(await use()).toBe(400);
});
