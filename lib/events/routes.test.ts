import { describe, expect, it } from "vitest";
import { hourMs, minuteMs, secondMs } from "@/lib/core/time";
import { parseRetryDelay } from "@/local/queue/rules/retry-delay";
import { type Route, routes } from "./routes";
import { lostAfterMs } from "./settle-published";

const tried: readonly Route[] = routes.filter(({ retries }) => retries > 0);

/** How long after its first failure a message is tried for the last time, when each try fails at once. */
function outlastsMs({ retries, retryDelay = "" }: Route): number {
  const delay = parseRetryDelay(retryDelay);
  if (!delay.ok) throw new Error(`${retryDelay}: ${delay.code}`);
  return Array.from({ length: retries }, (_, retried) => delay.value(retried)).reduce((sum, ms) => sum + ms, 0);
}

/** The same when each try takes all its time. */
const longestMs = (route: Route) => outlastsMs(route) + (route.retries + 1) * route.timeoutSeconds * secondMs;

describe("the retries of a message", () => {
  it.each(tried)("of $consumer outlast a deployment", (route) => {
    expect(outlastsMs(route)).toBeGreaterThan(10 * minuteMs);
  });

  it("outlast an hour for whatever shoppers, money, search and mails wait for", () => {
    const short = tried.filter((route) => outlastsMs(route) < hourMs).map(({ consumer }) => consumer);
    expect(short).toEqual(["run-import", "fetch-image", "check-domain"]);
  });

  it.each(tried)("of $consumer end well before it counts as lost", (route) => {
    expect(longestMs(route)).toBeLessThan(lostAfterMs - 2 * hourMs);
  });

  it("give a re-index that was killed the time after which another may take it up", () => {
    const first = parseRetryDelay(tried.find(({ consumer }) => consumer === "rebuild-search")?.retryDelay ?? "");
    expect(first.ok && first.value(0)).toBeGreaterThan(2 * minuteMs);
  });
});
