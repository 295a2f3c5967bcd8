import { createSchedules } from "@/lib/events/queue";

/** `npm run queue:schedules`: creates or renews the schedules at the queue that the environment names. Safe to repeat. */
await createSchedules();
console.log("The queue calls /api/events/sweep each minute.");
