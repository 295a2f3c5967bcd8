import { Client } from "@upstash/qstash";
import { doorOf } from "@/lib/events/queue";

const everyMs = 3000;

/** Has the queue call the sweep every few seconds, not every minute, so that a run need not last so long. Answers what ends it. */
export function sweepOften(): () => void {
  const timer = setInterval(() => {
    const client = new Client({ baseUrl: process.env.QSTASH_URL ?? "", token: process.env.QSTASH_TOKEN ?? "", retry: false });
    const body = { name: "clock.ticked", storeId: null, payload: {} };
    // A queue that was just killed refuses; the next call comes soon.
    client.publishJSON({ url: doorOf("sweep"), body, retries: 0 }).catch(() => undefined);
  }, everyMs);
  return () => clearInterval(timer);
}
