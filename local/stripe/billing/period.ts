import type { Price } from "@/local/stripe/stored";

const DAY_SECONDS = 86_400;

export type Period = { start: number; end: number };

/**
 * The billing period that begins at `start`. Months keep the anchor's day of the month where the month has it
 * (31 January, 28 February, 31 March), as the vendor does. All times are Unix seconds, reckoned in UTC.
 */
export function periodFrom(start: number, recurring: NonNullable<Price["recurring"]>, anchor: number): Period {
  const { interval, interval_count: count } = recurring;
  if (interval === "day") return { start, end: start + count * DAY_SECONDS };
  if (interval === "week") return { start, end: start + count * 7 * DAY_SECONDS };

  return { start, end: addMonths(start, interval === "month" ? count : count * 12, anchor) };
}

function addMonths(start: number, months: number, anchor: number): number {
  const from = new Date(start * 1000);
  const wantedDay = new Date(anchor * 1000).getUTCDate();
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  const end = Date.UTC(
    from.getUTCFullYear(),
    from.getUTCMonth() + months,
    Math.min(wantedDay, lastDay),
    from.getUTCHours(),
    from.getUTCMinutes(),
    from.getUTCSeconds(),
  );
  return Math.floor(end / 1000);
}
