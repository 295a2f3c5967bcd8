import { hourMs } from "@/lib/core/time";

/** Brasília, where banks keep their days; no summer time since 2019 (Decreto 9.772/2019). */
const bankOffsetMs = -3 * hourMs;

/**
 * The due date as the API takes it: the day in Brasília, written as a UTC day. The vendor prints the date that stands in `due_at`
 * (its examples end with `T23:59:59.000Z`), so the moment itself would put the last hours of a day onto the next one.
 */
export function toDueAt(dueAt: Date): string {
  return `${new Date(dueAt.getTime() + bankOffsetMs).toISOString().slice(0, 10)}T23:59:59Z`;
}

/** Until when a boleto with this `due_at` can be paid: the end of that day in Brasília. */
export function endOfDueDay(dueAt: Date): Date {
  return new Date(Date.parse(`${dueAt.toISOString().slice(0, 10)}T23:59:59Z`) - bankOffsetMs);
}
