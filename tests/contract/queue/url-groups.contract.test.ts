import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";

let queue: TestQueue;
beforeAll(async () => {
  queue = await openQueue();
});
afterAll(() => queue.close());

describe("URL groups", () => {
  it("delivers a message to each endpoint of a group, separately", async () => {
    const [mail, search] = [queue.destination.endpoint(), queue.destination.endpoint()];
    await queue.client.urlGroups.addEndpoints({ name: "orders", endpoints: [{ url: mail.url, name: "mail" }, { url: search.url }] });

    const accepted = await queue.client.publishJSON({ urlGroup: "orders", body: { id: 1 } });

    expect(accepted.map((message) => message.url)).toEqual([mail.url, search.url]);
    expect((await mail.first()).headers["upstash-topic-name"]).toBe("orders");
    expect((await search.first()).headers["upstash-message-id"]).toBe(accepted[1]?.messageId);
  });

  it("gives each endpoint its own copy under one deduplication id", async () => {
    const [one, two] = [queue.destination.endpoint(), queue.destination.endpoint()];
    await queue.client.urlGroups.addEndpoints({ name: "twins", endpoints: [{ url: one.url }, { url: two.url }] });

    await queue.client.publish({ urlGroup: "twins", deduplicationId: "twins-1" });
    const again = await queue.client.publish({ urlGroup: "twins", deduplicationId: "twins-1" });

    await Promise.all([one.first(), two.first()]);
    expect(again.map((message) => message.deduplicated)).toEqual([true, true]);
  });

  it("adds, replaces, removes and lists endpoints; the group goes with its last one", async () => {
    const groups = queue.client.urlGroups;
    const [one, two] = [queue.destination.endpoint().url, queue.destination.endpoint().url];
    await groups.addEndpoints({ name: "changing", endpoints: [{ url: one, name: "a" }] });
    await groups.addEndpoints({
      name: "changing",
      endpoints: [
        { url: two, name: "a" },
        { url: one, name: "b" },
      ],
    });

    expect((await groups.get("changing")).endpoints).toEqual([
      { url: two, name: "a" },
      { url: one, name: "b" },
    ]);
    await groups.removeEndpoints({ name: "changing", endpoints: [{ name: "a" }] });
    expect((await groups.list()).find((group) => group.name === "changing")?.endpoints).toEqual([{ url: one, name: "b" }]);
    await groups.removeEndpoints({ name: "changing", endpoints: [{ url: one }] });
    await expect(groups.get("changing")).rejects.toMatchObject({ status: 404 });
    await expect(queue.client.publish({ urlGroup: "changing" })).rejects.toMatchObject({ status: 400 });
  });

  it("deletes a group", async () => {
    await queue.client.urlGroups.addEndpoints({ name: "short-lived", endpoints: [{ url: queue.destination.endpoint().url }] });
    await queue.client.urlGroups.delete("short-lived");
    await expect(queue.client.urlGroups.get("short-lived")).rejects.toMatchObject({ status: 404 });
  });
});
