import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import { logged } from "@/tests/contract/queue/gate";
import { openQueue, type TestQueue } from "@/tests/contract/queue/harness";

const MINUTE_MS = 60_000;
const elsewhere = "203.0.113.9";

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

/** Two messages that differ in everything that a filter can speak of; the plain one is a minute younger. */
type Pair = { name: string; rich: string; plain: string; richUrl: string; at: number };

async function idOfSchedule(scheduleId: string): Promise<string> {
  const find = async (): Promise<string | undefined> =>
    (await queue.database.query("select id from queue.message where schedule_id = $1", [scheduleId])).rows[0]?.id;
  await expect.poll(find, { interval: 10 }).toBeDefined();
  return String(await find());
}

/**
 * Makes one message by a schedule, to a URL group, through a queue, under flow control, for a caller elsewhere, and one with nothing of
 * all this. Both fail at their first attempt, the rich one with 500, the plain one with 503.
 */
async function makePair(name: string, options: { delay?: number } = {}): Promise<Pair> {
  const { client, database, destination } = queue;
  destination.endpoint(() => ({ status: 500 }), `/rich/${name}`);
  const richUrl = `http://rich.localhost:${destination.port}/rich/${name}`;
  await client.urlGroups.addEndpoints({ name, endpoints: [{ url: richUrl }] });
  const names = { destination: name, queueName: name, scheduleId: name, label: name, flowControl: { key: name, parallelism: 1 } };
  await client.schedules.create({ cron: "* * * * *", retries: 0, ...names, ...options });
  await clock.advance(MINUTE_MS);
  const rich = await idOfSchedule(name);
  await client.schedules.delete(name);
  await database.query("update queue.message set caller_ip = $2 where id = $1", [rich, elsewhere]);
  const at = clock.now();
  if (options.delay === undefined) await logged(queue, rich, "FAILED");

  await clock.advance(MINUTE_MS);
  const { url } = destination.endpoint(() => ({ status: 503 }), `/plain/${name}`);
  const { messageId: plain } = await client.publish({ url, retries: 0, ...options });
  if (options.delay === undefined) await logged(queue, plain, "FAILED");
  return { name, rich, plain, richUrl, at };
}

type Filter = {
  url?: string;
  urlGroup?: string;
  queueName?: string[];
  scheduleId?: string;
  flowControlKey?: string;
  label?: string[];
  callerIp?: string;
  fromDate?: number;
  toDate?: Date;
};

/** Filters that the rich message of a pair answers to, and the plain one does not. */
const filters: [string, (pair: Pair) => Filter][] = [
  ["url", ({ richUrl: url }) => ({ url })],
  ["urlGroup", ({ name }) => ({ urlGroup: name })],
  ["queueName", ({ name }) => ({ queueName: ["none", name] })],
  ["scheduleId", ({ name }) => ({ scheduleId: name })],
  ["flowControlKey", ({ name }) => ({ flowControlKey: name })],
  ["label", ({ name }) => ({ label: [name, "none"] })],
  ["callerIp", () => ({ callerIp: elsewhere })],
  ["fromDate and toDate", ({ at }) => ({ fromDate: at, toDate: new Date(at + 1) })],
];
const places: [string, (pair: Pair) => { host?: string; path?: string }][] = [
  ["host", () => ({ host: `rich.localhost:${queue.destination.port}` })],
  ["path", ({ name }) => ({ path: `/rich/${name}` })],
];
/** Any filter but a date is enough for the client; this one lets everything through. */
const sinceEver = { fromDate: 0 };

describe("cancelling", () => {
  it.each([...filters, ...places])("is narrowed by %s", async (filter, of) => {
    const pair = await makePair(`cancel-${filter.split(" ")[0]}`, { delay: 7200 });

    expect(await queue.client.messages.cancel({ filter: { ...sinceEver, ...of(pair) } })).toEqual({ cancelled: 1 });

    await expect(queue.client.messages.get(pair.rich)).rejects.toMatchObject({ status: 404 });
    expect(await queue.client.messages.cancel(pair.plain)).toEqual({ cancelled: 1 });
  });
});

describe("the log and the dead letters", () => {
  let made: Promise<Pair> | null = null;
  /** One pair for all of these tests: they only look. */
  const kept = (): Promise<Pair> => {
    made ??= makePair("kept");
    return made;
  };
  /** Which of the pair are among these. */
  const amongst = ({ rich, plain }: Pair, found: { messageId: string }[]): string[] =>
    [rich, plain].filter((id) => found.some(({ messageId }) => messageId === id));

  it("tell of both without a filter", async () => {
    const pair = await kept();
    expect(amongst(pair, (await queue.client.logs()).logs)).toHaveLength(2);
    expect(amongst(pair, (await queue.client.dlq.listMessages()).messages)).toHaveLength(2);
  });

  it.each([...filters, ...places])("the log is narrowed by %s", async (_, of) => {
    const pair = await kept();
    expect(amongst(pair, (await queue.client.logs({ filter: of(pair) })).logs)).toEqual([pair.rich]);
  });

  it.each(filters)("the list of dead letters is narrowed by %s", async (_, of) => {
    const pair = await kept();
    expect(amongst(pair, (await queue.client.dlq.listMessages({ filter: of(pair) })).messages)).toEqual([pair.rich]);
  });

  it("the list of dead letters is narrowed by the last answer", async () => {
    const pair = await kept();
    expect(amongst(pair, (await queue.client.dlq.listMessages({ filter: { responseStatus: 500 } })).messages)).toEqual([pair.rich]);
    expect(amongst(pair, (await queue.client.dlq.listMessages({ filter: { responseStatus: 503 } })).messages)).toEqual([pair.plain]);
  });
});

describe("dead letters in bulk", () => {
  async function bury(count: number, status: () => number): Promise<{ url: string }> {
    const endpoint = queue.destination.endpoint(() => ({ status: status() }));
    const sent = await queue.client.batch(Array.from({ length: count }, () => ({ url: endpoint.url, retries: 0 })));
    for (const message of sent.flat()) await logged(queue, message.messageId, "FAILED");
    return endpoint;
  }
  const left = async (url: string): Promise<number> => (await queue.client.dlq.listMessages({ filter: { url } })).messages.length;

  it("are deleted page by page, by a filter and from a cursor, older ones than it alone", async () => {
    const { url } = await bury(5, () => 500);
    const listed = await queue.client.dlq.listMessages({ filter: { url }, count: 2 });
    const cursor = String(listed.cursor);

    expect(await queue.client.dlq.delete({ filter: { url }, cursor, count: 2 })).toMatchObject({ deleted: 2, cursor: expect.any(String) });
    expect(await queue.client.dlq.delete({ filter: { url }, cursor })).toEqual({ deleted: 1 });
    expect((await queue.client.dlq.listMessages({ filter: { url } })).messages.map(({ dlqId }) => dlqId)).toEqual(
      listed.messages.map(({ dlqId }) => dlqId),
    );
  });

  it("are retried page by page, by a filter and from a cursor", async () => {
    let status = 500;
    const { url } = await bury(3, () => status);
    status = 200;
    const { responses, cursor } = await queue.client.dlq.retry({ filter: { url }, count: 2 });
    expect([responses.length, await left(url)]).toEqual([2, 1]);
    expect((await queue.client.dlq.retry({ filter: { url }, cursor: String(cursor) })).responses).toHaveLength(1);
    expect(await left(url)).toBe(0);
  });

  it("are all retried, or all deleted, when all are meant", async () => {
    let status = 500;
    const { url } = await bury(2, () => status);
    status = 200;
    const before = (await queue.client.dlq.listMessages()).messages.length;
    expect((await queue.client.dlq.retry({ all: true })).responses).toHaveLength(before);
    expect(await left(url)).toBe(0);

    status = 500;
    await bury(2, () => status);
    await expect.poll(async () => (await queue.client.dlq.listMessages()).messages.length).toBeGreaterThanOrEqual(2);
    const buried = (await queue.client.dlq.listMessages()).messages.length;
    expect(await queue.client.dlq.delete({ all: true, count: 1 })).toMatchObject({ deleted: 1, cursor: expect.any(String) });
    expect((await queue.client.dlq.delete({ all: true })).deleted).toBeGreaterThanOrEqual(buried - 1);
  });
});
