import { algoliasearch } from "algoliasearch";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { application, type RunningAlgolia, startAlgolia } from "@/tests/contract/search/sandbox";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

type Client = ReturnType<typeof algoliasearch>;
type KeyMaker = { generateSecuredApiKey(of: { parentApiKey: string; restrictions: object }): string };

const indexName = "things";
const patient = { connect: 30_000, read: 30_000, write: 30_000 };
let algolia: RunningAlgolia;
let admin: Client & KeyMaker;
const clientOf = (key: string): Client => {
  const { host, pathname } = new URL(algolia.base);
  return algoliasearch(application.appId, key, {
    hosts: [{ url: host + pathname, protocol: "http", accept: "readWrite" }],
    timeouts: patient,
  });
};
const published = async ({ taskID }: { taskID?: number }) => {
  if (taskID === undefined) throw new Error("the answer names no task");
  await admin.waitForTask({ indexName, taskID, timeout: () => 20 });
};
const secured = (restrictions: object) => clientOf(admin.generateSecuredApiKey({ parentApiKey: application.searchKey, restrictions }));
const idsFor = async (client: Client, params: object = {}) => {
  const { hits } = await client.searchSingleIndex({ indexName, searchParams: params });
  return hits.map((hit) => hit.objectID).toSorted();
};
const refusal = (status: number) => expect.objectContaining({ status });

beforeAll(async () => {
  algolia = await startAlgolia();
  // The vendor's build for Node makes keys; its types, as bundlers resolve them, are the browser's.
  admin = clientOf(application.adminKey) as Client & KeyMaker;
  const indexSettings = {
    searchableAttributes: ["name"],
    attributesForFaceting: ["filterOnly(owner)", "colour"],
    replicas: ["things_cheap"],
  };
  await published(await admin.setSettings({ indexName, indexSettings }));
  const objects = [
    { objectID: "a:1", owner: "a", name: "Red lamp", colour: "red", price: 30 },
    { objectID: "a:2", owner: "a", name: "Blue lamp", colour: "blue", price: 10 },
    { objectID: "b:1", owner: "b", name: "Green lamp", colour: "green", price: 20 },
  ];
  for (const answer of await admin.saveObjects({ indexName, objects })) await published(answer);
});
afterAll(() => algolia.close());

describe("a key", () => {
  it("that is secured shows what its filters let through, whatever is asked", async () => {
    const mine = secured({ filters: "owner:a", validUntil: Math.floor(Date.now() / 1000) + 600 });
    expect(await idsFor(mine)).toEqual(["a:1", "a:2"]);
    expect(await idsFor(mine, { filters: "owner:b" })).toEqual([]);
    expect(await idsFor(mine, { filters: "owner:a OR owner:b" })).toEqual(["a:1", "a:2"]);
  });

  it("that is past its time, was changed, or is for another index opens nothing", async () => {
    await expect(idsFor(secured({ filters: "owner:a", validUntil: 1 }))).rejects.toEqual(refusal(400));
    await expect(idsFor(secured({ restrictIndices: ["others_*"] }))).rejects.toEqual(refusal(403));
    const key = admin.generateSecuredApiKey({ parentApiKey: application.searchKey, restrictions: { filters: "owner:a" } });
    const forged = Buffer.from(Buffer.from(key, "base64").toString().replace("owner%3Aa", "owner%3Ab")).toString("base64");
    await expect(idsFor(clientOf(forged))).rejects.toEqual(refusal(403));
    await expect(idsFor(clientOf("nobody"))).rejects.toEqual(refusal(403));
  });

  it("for searching writes nothing and lists nothing", async () => {
    const reader = clientOf(application.searchKey);
    await expect(reader.deleteObject({ indexName, objectID: "a:1" })).rejects.toEqual(refusal(403));
    await expect(reader.browse({ indexName })).rejects.toEqual(refusal(403));
    expect(await idsFor(admin)).toHaveLength(3);
  });
});

describe("an index", () => {
  it("shows a change when its task is published, and not before", async () => {
    await algolia.publishAfter(1500);
    const task = await admin.partialUpdateObject({ indexName, objectID: "a:1", attributesToUpdate: { name: "Crimson lamp" } });
    expect(await admin.getTask({ indexName, taskID: task.taskID ?? 0 })).toEqual({ status: "notPublished" });
    expect(await idsFor(admin, { query: "crimson" })).toEqual([]);
    await published(task);
    expect(await idsFor(admin, { query: "crimson" })).toEqual(["a:1"]);
    await algolia.publishAfter(5);
  });

  it("has replicas with the same records and an order of their own", async () => {
    const ranked = await admin.setSettings({ indexName: "things_cheap", indexSettings: { ranking: ["asc(price)", "typo"] } });
    await admin.waitForTask({ indexName: "things_cheap", taskID: ranked.taskID, timeout: () => 20 });
    const { hits } = await admin.searchSingleIndex({ indexName: "things_cheap" });
    expect(hits.map((hit) => hit.objectID)).toEqual(["a:2", "b:1", "a:1"]);
    expect(await admin.getSettings({ indexName: "things_cheap" })).toMatchObject({ primary: indexName });
  });

  it("ignores a write whose revision is not higher, as a whole", async () => {
    const write = async (value: number, note: string) =>
      published(
        await admin.partialUpdateObject({
          indexName,
          objectID: "a:9",
          attributesToUpdate: { note, revision: { _operation: "IncrementSet", value } },
        }),
      );
    for (const [value, note] of [
      [2, "second"],
      [1, "first"],
      [2, "again"],
    ] as const)
      await write(value, note);
    expect(await admin.getObject({ indexName, objectID: "a:9" })).toMatchObject({ revision: 2, note: "second" });
    await published(await admin.deleteObject({ indexName, objectID: "a:9" }));
  });

  it("is browsed page by page, copied, and emptied by a filter", async () => {
    const first = await admin.browse({ indexName, browseParams: { hitsPerPage: 2 } });
    const second = await admin.browse({ indexName, browseParams: { cursor: first.cursor ?? "" } });
    expect([...first.hits, ...second.hits].map((hit) => hit.objectID)).toEqual(["a:1", "a:2", "b:1"]);
    expect(second.cursor).toBeUndefined();

    await published(await admin.operationIndex({ indexName, operationIndexParams: { operation: "copy", destination: "copied" } }));
    await published(await admin.deleteBy({ indexName: "copied", deleteByParams: { filters: "owner:a AND price > 20" } }));
    const { hits } = await admin.browse({ indexName: "copied" });
    expect(hits.map((hit) => hit.objectID)).toEqual(["a:2", "b:1"]);
  });

  it("that is not there, a record that is too large, and parameters that nobody acts on are refused", async () => {
    await expect(admin.searchSingleIndex({ indexName: "nowhere" })).rejects.toEqual(refusal(404));
    await expect(admin.saveObject({ indexName, body: { objectID: "big", text: "x".repeat(10_000) } })).rejects.toThrow("too big");
    await expect(idsFor(admin, { aroundLatLng: "1,1" })).rejects.toEqual(refusal(400));
    await expect(idsFor(admin, { filters: "(owner:a AND price > 1) OR owner:b" })).rejects.toEqual(refusal(400));
  });
});

it("nothing that the sandbox answered was against the vendor's description", () => {
  expect(algolia.violations).toEqual([]);
});
