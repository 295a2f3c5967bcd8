import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Destination, type Endpoint } from "@/tests/contract/queue/destination";
import { clientOf, openDatabase, type TestDatabase } from "@/tests/contract/queue/harness";
import { type QueueProcess, startQueueProcess } from "@/tests/contract/queue/process";

const MANY = 100_000;
const BATCHES = 10;
const BATCH = 500;
/** Reading through all that waits, for each message, is slower than this. */
const muchSlower = 10;

let database: TestDatabase;
let destination: Destination;
let running: QueueProcess;

async function start(env: Record<string, string> = {}): Promise<QueueProcess> {
  running = await startQueueProcess({ databaseUrl: database.url, allowed: destination.origin, env });
  return running;
}

beforeAll(async () => {
  database = openDatabase();
  destination = await Destination.open();
});
afterEach(() => running.kill());
afterAll(async () => {
  await destination.close();
  await database.close();
});

function idsAt(endpoint: Endpoint): Set<string> {
  return new Set(endpoint.deliveries.map((delivery) => String(delivery.headers["upstash-message-id"])));
}

const mostHeld = 10;

/** Keeps the last ten answers back, so that whoever is killed is killed with work in its hands. Once open it keeps none. */
function turnstile() {
  const held: (() => void)[] = [];
  let isOpen = false;
  const letGo = (kept: number): void => {
    for (const go of held.splice(0, Math.max(0, held.length - kept))) go();
  };
  return {
    pass: () =>
      new Promise<void>((resolve) => {
        held.push(resolve);
        letGo(isOpen ? 0 : mostHeld);
      }),
    open: () => {
      isOpen = true;
      letGo(0);
    },
  };
}

function median(values: number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** The median time from publishing a message to its delivery, of ten, one after the other. */
async function medianLatency(): Promise<number> {
  const endpoint = destination.endpoint();
  const client = clientOf(running.url);
  const latencies: number[] = [];
  for (let sent = 1; sent <= 10; sent += 1) {
    const startedAt = performance.now();
    await client.publish({ url: endpoint.url });
    await endpoint.arrived(sent);
    latencies.push(performance.now() - startedAt);
  }
  return median(latencies);
}

describe("a server that is killed", () => {
  it("delivers, after its restart, every message that it had accepted: waiting, delayed, in a queue, under flow control, being retried", async () => {
    await start();
    const door = turnstile();
    const endpoint = destination.endpoint(async (delivery, earlier) => {
      await door.pass();
      return earlier % 7 === 0 && delivery.headers["upstash-retried"] === "0" ? { status: 500 } : { status: 200 };
    });
    const { url } = endpoint;
    const client = clientOf(running.url);
    await client.queue({ queueName: "durable" }).upsert({ parallelism: 2 });
    const plain = await client.batch(Array.from({ length: 60 }, (_, at) => ({ url, body: `plain ${at}` })));
    const delayed = await client.batch(Array.from({ length: 20 }, (_, at) => ({ url, body: `delayed ${at}`, delay: 2 })));
    const queued = await client.batch(Array.from({ length: 20 }, (_, at) => ({ url, body: `queued ${at}`, queueName: "durable" })));
    const limited = await client.batch(
      Array.from({ length: 20 }, (_, at) => ({ url, body: `limited ${at}`, flowControl: { key: "durable", parallelism: 2 } })),
    );
    await endpoint.arrived(5);

    for (let kills = 0; kills < 3; kills += 1) {
      await running.kill();
      await start();
      await endpoint.arrived(endpoint.deliveries.length + 5);
    }
    door.open();

    const accepted = new Set([...plain, ...delayed, ...queued, ...limited].flat().map((message) => message.messageId));
    await expect.poll(() => idsAt(endpoint).size, { timeout: 25_000, interval: 50 }).toBe(accepted.size);
    expect(idsAt(endpoint)).toEqual(accepted);
    await expect
      .poll(async () => (await database.query("select distinct state from queue.message")).rows, { timeout: 30_000 })
      .toEqual([{ state: "delivered" }]);
  }, 60_000);

  it("has stored whatever it said it accepted, even when killed in the middle of accepting", async () => {
    await start();
    const endpoint = destination.endpoint();
    const client = clientOf(running.url);
    const accepted: string[] = [];
    const publishing = Promise.allSettled(
      Array.from({ length: 8 }, async () => {
        for (let sent = 0; sent < 200; sent += 1) accepted.push((await client.publish({ url: endpoint.url })).messageId);
      }),
    );
    await endpoint.arrived(20);

    await running.kill();
    await publishing;
    await start();

    expect(accepted.length).toBeGreaterThan(0);
    await expect.poll(() => accepted.filter((id) => !idsAt(endpoint).has(id)), { timeout: 20_000 }).toEqual([]);
  });

  it("makes the attempt again that it was killed in", async () => {
    await start();
    const endpoint = destination.endpoint((_, earlier) => (earlier === 0 ? new Promise(() => {}) : {}));
    const { messageId } = await clientOf(running.url).publish({ url: endpoint.url, retries: 0 });
    await endpoint.arrived(1);

    await running.kill();
    await start();

    await endpoint.arrived(2);
    expect([...idsAt(endpoint)]).toEqual([messageId]);
  });

  it("keeps its schedules, its paused queues, its deduplication ids and its rotated signing keys", async () => {
    await start();
    const url = destination.endpoint().url;
    const before = clientOf(running.url);
    await before.schedules.create({ destination: url, cron: "0 3 * * *", scheduleId: "kept" });
    await before.queue({ queueName: "kept" }).pause();
    const { messageId } = await before.publish({ url, deduplicationId: "kept" });
    const headers = { Authorization: "Bearer test-token" };
    const rotated = await (await fetch(`${running.url}/v2/keys/rotate`, { method: "POST", headers })).json();

    await running.kill();
    await start();

    const after = clientOf(running.url);
    expect(await after.schedules.get("kept")).toMatchObject({ cron: "0 3 * * *" });
    expect(await after.queue({ queueName: "kept" }).get()).toMatchObject({ paused: true });
    expect(await after.publish({ url, deduplicationId: "kept" })).toMatchObject({ messageId, deduplicated: true });
    expect(await (await fetch(`${running.url}/v2/keys`, { headers })).json()).toEqual(rotated);
  });
});

describe("the process", () => {
  it("ends cleanly when asked to, and leaves an attempt under way to its successor", async () => {
    await start();
    const endpoint = destination.endpoint((_, earlier) => (earlier === 0 ? new Promise(() => {}) : {}));
    await clientOf(running.url).publish({ url: endpoint.url, retries: 0 });
    await endpoint.arrived(1);

    expect(await running.stop()).toBe(0);

    await start();
    await endpoint.arrived(2);
  });

  it("does not work on a database that another server works on", async () => {
    await start();
    const second = startQueueProcess({ databaseUrl: database.url, allowed: destination.origin });
    await expect(second).rejects.toThrow(/ended before it was ready/);
  });

  it("does not start without a token, and listens where it is told to", async () => {
    const settings = { databaseUrl: database.url, allowed: destination.origin };
    await expect(startQueueProcess({ ...settings, env: { QSTASH_TOKEN: "" } })).rejects.toThrow(/ended before it was ready/);

    const { url } = await start({ QUEUE_HOST: "0.0.0.0" });
    expect(new URL(url).hostname).toBe("0.0.0.0");
    await running.stop();
    expect(new URL((await start()).url).hostname).toBe("127.0.0.1");
  });

  it("ends, to be started again, when the database drops its connections, and loses nothing by it", async () => {
    const { ended } = await start();
    const door = turnstile();
    const endpoint = destination.endpoint(async () => {
      await door.pass();
      return { status: 200 };
    });
    const sent = await clientOf(running.url).batch(Array.from({ length: 50 }, () => ({ url: endpoint.url })));
    await endpoint.arrived(5);

    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    expect(await ended).toBe(1);
    await start();
    door.open();

    const ids = new Set(sent.flat().map((message) => message.messageId));
    await expect.poll(() => idsAt(endpoint), { timeout: 15_000 }).toEqual(ids);
  });

  it("delivers a delayed message by itself, and not before its time", async () => {
    await start();
    const endpoint = destination.endpoint();
    const sentAt = Date.now();
    await clientOf(running.url).publish({ url: endpoint.url, delay: 1 });
    expect((await endpoint.first()).at - sentAt).toBeGreaterThanOrEqual(1000);
  });

  it(`stays small and quick while ${MANY} messages wait`, async () => {
    await start();
    const before = { megabytes: await running.residentMegabytes(), latencyMs: await medianLatency() };
    await running.kill();
    await waitingMessages(MANY, `${destination.origin}/never`);

    await start();
    expect(await medianLatency()).toBeLessThan(before.latencyMs * muchSlower);
    expect(await clientOf(running.url).queue({ queueName: "many" }).get()).toMatchObject({ lag: MANY / 4 });
    const { rows } = await database.query(
      "select count(*)::int as planned from queue_jobs.jobs where key like 'deliver:msg_many%' and run_at > now()",
    );
    expect(rows).toEqual([{ planned: MANY / 2 }]);
    expect((await running.residentMegabytes()) - before.megabytes).toBeLessThan(100);
  }, 90_000);
});

describe("accepting in batches", () => {
  it(`takes ${BATCHES} batches of ${BATCH} in bounded memory, and a late batch is as quick as an early one`, async () => {
    await start();
    const client = clientOf(running.url);
    const url = destination.endpoint().url;
    const accept = async (): Promise<number> => {
      const startedAt = performance.now();
      const batch = Array.from({ length: BATCH }, (_, at) => ({
        url,
        body: { at, text: "x".repeat(500) },
        delay: 86_400,
        queueName: "batches",
      }));
      await client.batchJSON(batch);
      return performance.now() - startedAt;
    };
    await client.queue({ queueName: "batches" }).upsert({ parallelism: 1 });
    await accept();
    const megabytes = await running.residentMegabytes();
    const durations: number[] = [];
    for (let sent = 1; sent < BATCHES; sent += 1) durations.push(await accept());

    expect(await client.queue({ queueName: "batches" }).get()).toMatchObject({ lag: BATCHES * BATCH });
    expect((await running.residentMegabytes()) - megabytes).toBeLessThan(100);
    const half = Math.floor(durations.length / 2);
    expect(median(durations.slice(half))).toBeLessThan(median(durations.slice(0, half)) * muchSlower);
    expect(await client.messages.cancel({ filter: { queueName: "batches" } })).toEqual({ cancelled: BATCHES * BATCH });
  }, 90_000);
});

/** Stores as many messages: half wait for their time (and their jobs are missing), a quarter for a queue, a quarter for a key. */
async function waitingMessages(count: number, url: string): Promise<void> {
  await database.query("insert into queue.queue (name, is_paused, created_at, updated_at) values ('many', true, 0, 0)");
  await database.query("insert into queue.flow (key, parallelism, is_paused) values ('many', 1, true)");
  const settings = {
    method: "POST",
    headers: {},
    maxRetries: 3,
    callback: null,
    failureCallback: null,
    redaction: { body: false, headers: [] },
  };
  await database.query(
    `insert into queue.message (id, state, url, host, path, body, settings, labels, queue, flow_key, caller_ip, created_at, due_at)
     select 'msg_many_' || n, (array['scheduled', 'scheduled', 'queued', 'throttled'])[n % 4 + 1], $2, 'localhost', '/never', repeat('x', 500)::bytea,
       $3, '{}', case when n % 4 = 2 then 'many' end, case when n % 4 = 3 then 'many' end, '127.0.0.1', 0, $4::bigint + n
     from generate_series(1, $1::int) as n`,
    [count, url, JSON.stringify(settings), Date.now() + 86_400_000],
  );
}
