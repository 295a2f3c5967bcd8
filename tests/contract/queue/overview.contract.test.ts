import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueue, type TestQueue, TOKEN } from "@/tests/contract/queue/harness";

let queue: TestQueue;
beforeAll(async () => {
  queue = await openQueue({ backoffScale: 0 });
});
afterAll(() => queue.close());

async function page(): Promise<string> {
  return (await fetch(queue.server.url)).text();
}

/** One section of the page, which tells of the same messages in several. */
async function section(id: string): Promise<string> {
  const html = await page();
  const from = html.indexOf(`<section id="${id}">`);
  expect([id, from]).not.toEqual([id, -1]);
  return html.slice(from, html.indexOf("</section>", from));
}

describe("the overview", () => {
  it("says so when there is nothing to see", async () => {
    expect(await page()).toContain("Nothing has happened yet.");
  });

  it("shows queues, what is in flight, delayed and failed, schedules and events", async () => {
    const { client, destination } = queue;
    const failing = destination.endpoint(() => ({ status: 500 }), "/failing");
    const busy = destination.endpoint(() => new Promise(() => {}), "/busy");
    await client.publish({ url: failing.url, retries: 0 });
    await client.publish({ url: busy.url });
    await client.publish({ url: destination.endpoint(undefined, "/delayed").url, delay: "2h" });
    await client.queue({ queueName: "reports" }).pause();
    await client.queue({ queueName: "reports" }).enqueue({ url: destination.endpoint(undefined, "/waiting").url });
    await client.schedules.create({ destination: busy.url, cron: "0 3 1 1 *", scheduleId: "nightly" });
    await busy.arrived(1);
    await expect.poll(async () => (await client.dlq.listMessages()).messages.length, { interval: 10 }).toBe(1);

    for (const [id, ...texts] of [
      ["in-flight", "/busy"],
      ["failed", "/failing", "500", "1 in the dead-letter queue"],
      ["delayed", "/delayed", "in 2 h"],
      ["waiting", "/waiting", "turn in queue reports"],
      ["queues", "reports", "Paused"],
      ["schedules", "nightly", "0 3 1 1 *"],
      ["recent-events", "/failing", "/busy", "failed"],
    ] as const) {
      const shown = await section(id);
      for (const text of texts) expect([id, shown]).toEqual([id, expect.stringContaining(text)]);
    }
    expect(await section("in-flight")).not.toContain("/failing");
    expect(await section("failed")).not.toContain("/busy");
  });

  it("escapes what came from outside", async () => {
    const key = "<script>alert(1)</script>";
    await queue.database.query("insert into queue.flow (key, is_paused) values ($1, true)", [key]);
    await queue.client.publish({ url: queue.destination.endpoint().url, flowControl: { key, parallelism: 1 } });
    const html = await page();
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;");
  });

  it("is for this machine, by this machine's own name, or for whoever has the token", async () => {
    const asking = async (host: string, path = "/"): Promise<number> => {
      const { statusCode, body } = await request(queue.server.url + path, { headers: { host } });
      await body.dump();
      return statusCode;
    };
    expect(await asking("localhost:4410")).toBe(200);
    expect(await asking("queue.attacker.example")).toBe(404);
    expect(await asking("queue.attacker.example", "/?qstash_token=guess")).toBe(404);
    expect(await asking("queue.attacker.example", `/?qstash_token=${TOKEN}`)).toBe(200);
  });

  it("allows no scripts and is not stored", async () => {
    const { headers } = await fetch(queue.server.url);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
  });
});

describe("the health check", () => {
  it("answers without a token", async () => {
    expect(await (await fetch(`${queue.server.url}/health`)).json()).toEqual({ status: "ok" });
  });
});
