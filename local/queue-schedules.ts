import { createSchedules, doorOf, schedules } from "@/lib/events/queue";

/** `npm run queue:schedules`: creates or renews the schedules at the queue that the environment names. Safe to repeat. */
await createSchedules();
for (const { consumer, cron } of schedules) console.log(`The queue calls ${doorOf(consumer)} at ${cron}`);
