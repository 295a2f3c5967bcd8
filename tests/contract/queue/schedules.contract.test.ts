import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "@/tests/contract/queue/clock";
import { call, openQueue, type TestQueue } from "@/tests/contract/queue/harness";

const DAY_MS = 86_400_000;

let queue: TestQueue;
const clock = new ManualClock();
beforeAll(async () => {
  queue = await openQueue({ clock });
});
afterAll(() => queue.close());

/** Moves the clock to one millisecond before a moment, then to it. */
async function reach(moment: number): Promise<void> {
  await clock.advance(moment - clock.now());
}

describe("schedules", () => {
  it("makes a message at each time of its cron expression, with the schedule's content and id", async () => {
    const endpoint = queue.destination.endpoint();
    const { scheduleId } = await queue.client.schedules.create({
      destination: endpoint.url,
      cron: "*/5 * * * *",
      body: '{"sweep":true}',
      headers: { "X-Source": "cron" },
    });
    const { nextScheduleTime } = await queue.client.schedules.get(scheduleId);
    expect(nextScheduleTime).toBe((Math.floor(clock.now() / 300_000) + 1) * 300_000);

    await reach((nextScheduleTime ?? 0) - 1);
    await reach(nextScheduleTime ?? 0);
    await endpoint.arrived(1);
    await clock.advance(300_000);
    const deliveries = await endpoint.arrived(2);

    expect(deliveries[0]).toMatchObject({
      headers: { "upstash-schedule-id": scheduleId, "x-source": "cron", "content-type": "application/json" },
    });
    expect(deliveries[0]?.body.toString()).toBe('{"sweep":true}');
    expect(deliveries[0]?.headers["upstash-message-id"]).not.toBe(deliveries[1]?.headers["upstash-message-id"]);
    await queue.client.schedules.delete(scheduleId);
  });

  it("keeps to its time zone, daylight saving included", async () => {
    const { scheduleId } = await queue.client.schedules.create({
      destination: queue.destination.endpoint().url,
      cron: "CRON_TZ=America/New_York 30 9 * * *",
    });
    const { nextScheduleTime } = await queue.client.schedules.get(scheduleId);
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", timeStyle: "short" }).format(nextScheduleTime);
    expect(local).toBe("09:30");
    await queue.client.schedules.delete(scheduleId);
  });

  it("shows all that it was created with", async () => {
    const destination = queue.destination.endpoint().url;
    const callback = queue.destination.endpoint().url;
    const settings = { retries: 7, delay: "5m", method: "PUT", callback, failureCallback: callback, retryDelay: "1000 * retried" } as const;
    await queue.client.schedules.create({
      ...settings,
      destination,
      cron: "0 3 * * 1",
      scheduleId: "weekly-report",
      queueName: "reports",
      label: ["a", "b"],
      flowControl: { key: "reports", rate: 10, period: "1m" },
      body: "x",
    });

    expect(await queue.client.schedules.get("weekly-report")).toMatchObject({
      scheduleId: "weekly-report",
      cron: "0 3 * * 1",
      destination,
      method: "PUT",
      retries: 7,
      delay: 300,
      callback,
      failureCallback: callback,
      retryDelayExpression: "1000 * retried",
      queueName: "reports",
      labels: ["a", "b"],
      flowControlKey: "reports",
      rate: 10,
      period: 60,
      body: "x",
      isPaused: false,
    });
    await queue.client.schedules.delete("weekly-report");
  });

  it("overwrites the schedule of the same id", async () => {
    const destination = queue.destination.endpoint().url;
    await queue.client.schedules.create({ destination, cron: "0 3 * * *", scheduleId: "same" });
    await queue.client.schedules.create({ destination, cron: "0 4 * * *", scheduleId: "same" });
    const known = (await queue.client.schedules.list()).filter((schedule) => schedule.scheduleId === "same");
    expect(known).toMatchObject([{ cron: "0 4 * * *" }]);
    await queue.client.schedules.delete("same");
  });

  it("makes nothing while paused, and does not make up for it afterwards", async () => {
    const endpoint = queue.destination.endpoint();
    const { scheduleId } = await queue.client.schedules.create({ destination: endpoint.url, cron: "0 * * * *" });
    await queue.client.schedules.pause({ schedule: scheduleId });
    expect(await queue.client.schedules.get(scheduleId)).toMatchObject({ isPaused: true });
    await clock.advance(DAY_MS);

    await queue.client.schedules.resume({ schedule: scheduleId });
    const { nextScheduleTime } = await queue.client.schedules.get(scheduleId);
    expect(endpoint.deliveries).toEqual([]);
    await reach(nextScheduleTime ?? 0);

    await endpoint.arrived(1);
    await queue.client.schedules.delete(scheduleId);
  });

  it("pauses and resumes by POST too, and answers 404 for a schedule that is not there", async () => {
    const { scheduleId } = await queue.client.schedules.create({ destination: queue.destination.endpoint().url, cron: "0 3 * * *" });
    expect((await call(queue, "POST", `/v2/schedules/${scheduleId}/pause`)).status).toBe(200);
    expect((await call(queue, "POST", `/v2/schedules/${scheduleId}/resume`)).status).toBe(200);
    await queue.client.schedules.delete(scheduleId);
    await expect(queue.client.schedules.get(scheduleId)).rejects.toMatchObject({ status: 404 });
  });

  it("publishes to the URL group as it is at that time, through its queue, after its delay", async () => {
    const endpoint = queue.destination.endpoint();
    await queue.client.schedules.create({
      destination: "later",
      cron: "0 * * * *",
      scheduleId: "to-group",
      queueName: "hourly",
      delay: 60,
    });
    await queue.client.urlGroups.addEndpoints({ name: "later", endpoints: [{ url: endpoint.url }] });
    const { nextScheduleTime } = await queue.client.schedules.get("to-group");

    await reach(nextScheduleTime ?? 0);
    await expect.poll(async () => (await queue.client.logs({ filter: { scheduleId: "to-group" } })).logs.length, { interval: 10 }).toBe(1);
    expect(endpoint.deliveries).toEqual([]);
    expect(await queue.client.schedules.get("to-group")).toMatchObject({ lastScheduleTime: nextScheduleTime });
    await clock.advance(60_000);

    expect((await endpoint.first()).headers["upstash-topic-name"]).toBe("later");
    await expect
      .poll(async () => Object.values((await queue.client.schedules.get("to-group")).lastScheduleStates ?? {}), { interval: 10 })
      .toEqual(["SUCCESS"]);
    const { logs } = await queue.client.logs({ filter: { scheduleId: "to-group", queueName: "hourly" } });
    expect(logs.map((log) => log.state)).toContain("DELIVERED");
    await queue.client.schedules.delete("to-group");
  });

  it.each<Record<string, string>>([{ "Upstash-Deduplication-Id": "of-a-schedule" }, { "Upstash-Content-Based-Deduplication": "true" }])(
    "makes a message at each run, also within ten minutes and with %j",
    async (headers) => {
      const endpoint = queue.destination.endpoint();
      const { scheduleId } = await queue.client.schedules.create({ destination: endpoint.url, cron: "* * * * *", headers });
      for (let runs = 1; runs <= 3; runs += 1) {
        await clock.advance(60_000);
        await endpoint.arrived(runs);
      }
      await queue.client.schedules.delete(scheduleId);
    },
  );

  it("runs once for all the times it missed", async () => {
    const endpoint = queue.destination.endpoint();
    const { scheduleId } = await queue.client.schedules.create({ destination: endpoint.url, cron: "* * * * *" });
    await clock.advance(DAY_MS);
    await endpoint.arrived(1);
    const probe = queue.destination.endpoint();
    await queue.client.publish({ url: probe.url });
    await probe.first();
    expect(endpoint.deliveries).toHaveLength(1);
    await queue.client.schedules.delete(scheduleId);
  });

  it("does not run early, even when its job is woken early", async () => {
    const endpoint = queue.destination.endpoint();
    const { scheduleId: id } = await queue.client.schedules.create({ destination: endpoint.url, cron: "0 3 1 1 *" });
    await queue.database.query("select queue_jobs.add_job('schedule', json_build_object('id', $1::text), job_key => 'schedule:' || $1)", [
      id,
    ]);
    const jobs = async (): Promise<unknown[]> =>
      (
        await queue.database.query(
          "select run_at > now() as is_later from queue_jobs.jobs where key = 'schedule:' || $1 and locked_at is null",
          [id],
        )
      ).rows;
    await expect.poll(jobs, { interval: 10 }).toEqual([{ is_later: true }]);
    expect((await queue.client.logs({ filter: { scheduleId: id } })).logs).toEqual([]);
    await queue.client.schedules.delete(id);
  });

  it.each(["every day", "* * * *", "0 * * * * *", "61 * * * *", "0 0 30 2 *", "CRON_TZ=Mars/Olympus 0 3 * * *"])(
    "refuses the expression %s",
    async (cron) => {
      const destination = queue.destination.endpoint().url;
      await expect(queue.client.schedules.create({ destination, cron })).rejects.toMatchObject({ status: 400 });
    },
  );

  it("refuses a destination that may not be called", async () => {
    await expect(queue.client.schedules.create({ destination: "http://example.com/", cron: "0 3 * * *" })).rejects.toMatchObject({
      status: 400,
    });
  });
});
