import { dayMs } from "./time";

/** The first moment after a calendar day (`2026-12-31`) in an IANA time zone; null when the text is no day. */
export function endOfDay(day: string, timeZone: string): Date | null {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;

  const wanted = midnight.getTime() + dayMs;
  // The clock may change between the guess and the answer: the second look uses the offset in force there.
  const near = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(near, timeZone));
}

/** How far the zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${format.format(moment).replace(" ", "T")}Z`) - moment;
}
