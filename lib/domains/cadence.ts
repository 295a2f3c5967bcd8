import { after, dayMs, hourMs, minuteMs } from "@/lib/core/time";
import type { ClaimState } from "./states";

/** How long a claim waits before it is given up, and how long a host that was let go rests. */
export const limits = {
  ownershipMs: 7 * dayMs,
  dnsNoticeMs: 14 * dayMs,
  dnsMs: 30 * dayMs,
  conflictMs: 30 * dayMs,
  issuingMs: hourMs,
  tombstoneMs: 30 * dayMs,
} as const;

/** A first failed check of a live host is looked at again soon: two in a row make it degraded. */
const doubtMs = 10 * minuteMs;

export type Timed = { state: ClaimState; failedChecks: number; requestedAt: Date; stateSince: Date };

/**
 * When to look at a claim next: every minute for an hour, every ten for a day, every hour for thirty days, then daily. Counted from
 * the request, and for a host that broke from when it did. Null: never again. Never more than a day ahead: queues hold no message much longer.
 */
export function nextCheck(claim: Timed, now: Date): Date | null {
  switch (claim.state) {
    case "lapsed":
    case "released":
      return null;
    case "tombstone":
      return new Date(Math.min(after(limits.tombstoneMs, claim.stateSince).getTime(), after(dayMs, now).getTime()));
    case "active":
      return after(claim.failedChecks > 0 ? doubtMs : dayMs, now);
    case "requested":
    case "issuing_tls":
      return after(Math.min(minuteMs, intervalMs(claim.stateSince, now)), now);
    case "tls_failed":
      return after(Math.max(hourMs, intervalMs(claim.stateSince, now)), now);
    case "degraded":
    case "removing":
      return after(intervalMs(claim.stateSince, now), now);
    default:
      return after(intervalMs(claim.requestedAt, now), now);
  }
}

function intervalMs(since: Date, now: Date): number {
  const age = now.getTime() - since.getTime();
  if (age < hourMs) return minuteMs;
  if (age < dayMs) return 10 * minuteMs;
  return age < 30 * dayMs ? hourMs : dayMs;
}
