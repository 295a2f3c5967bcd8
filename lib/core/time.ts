export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The moment `ms` milliseconds after `from`. */
export function after(ms: number, from: Date = new Date()): Date {
  return new Date(from.getTime() + ms);
}
