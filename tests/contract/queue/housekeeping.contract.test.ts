import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";

const DAY_MS = 86_400_000;

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

/** Runs the job that otherwise runs every ten minutes, to its end. */
async function keepHouse(): Promise<void> {
  await queue.database.query("select queue_jobs.add_job('housekeeping', job_key => 'now')");
  const jobs = async (): Promise<number | null> => (await queue.database.query("select 1 from queue_jobs.jobs where key = 'now'")).rowCount;
  await expect.poll(jobs, { timeout: 30_000, interval: 10 }).toBe(0);
}

async function stored(table: "message" | "event" | "deduplication" | "flow"): Promise<number> {
  return (await queue.database.query(`select count(*)::int as stored from queue.${table}`)).rows[0].stored;
}

describe("housekeeping", () => {
  it("forgets what is finished after a day and dead letters after a week, and never what is on its way", async () => {
    const { client, destination } = queue;
    const flowControl = { key: "short-lived", rate: 5 };
    const delivered = await client.publish({ url: destination.endpoint().url, deduplicationId: "1", flowControl });
    const failed = await client.publish({ url: destination.endpoint(() => ({ status: 500 })).url, retries: 0 });
    const waiting = await client.publish({
      url: destination.endpoint().url,
      delay: "30d",
      flowControl: { key: "long-lived", parallelism: 1 },
    });
    const finished = async (): Promise<number> => (await client.logs({ messageIds: [delivered.messageId, failed.messageId] })).logs.length;
    await expect.poll(finished, { interval: 10 }).toBe(7);

    await keepHouse();
    expect([await stored("message"), await stored("deduplication"), await stored("flow")]).toEqual([3, 1, 2]);

    await clock.advance(DAY_MS + 1000);
    await keepHouse();
    expect([await stored("message"), await stored("deduplication"), await stored("flow")]).toEqual([2, 0, 1]);
    expect((await client.logs({ messageIds: [delivered.messageId] })).logs).toEqual([]);
    expect((await client.dlq.listMessages()).messages).toHaveLength(1);

    await clock.advance(6 * DAY_MS);
    await keepHouse();
    expect((await client.dlq.listMessages()).messages).toEqual([]);
    expect(await client.messages.get(waiting.messageId)).toMatchObject({ messageId: waiting.messageId });
    expect(await stored("event")).toBe(1);
  });

  it("does not strand a delayed message whose flow-control key is gone", async () => {
    const endpoint = queue.destination.endpoint();
    await queue.client.publish({ url: endpoint.url, delay: 60, flowControl: { key: "gone", parallelism: 1 } });
    await queue.database.query("delete from queue.flow where key = 'gone'");
    await clock.advance(60_000);
    await endpoint.arrived(1);
  });
});
