const steps = [
  { unit: "second", seconds: 1 },
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3600 },
  { unit: "day", seconds: 86_400 },
  { unit: "week", seconds: 604_800 },
  { unit: "month", seconds: 2_629_746 },
  { unit: "year", seconds: 31_556_952 },
] as const;

/** "3 minutes ago", "in 2 days": the largest unit of which there is at least one. Under a minute it is "now". */
export function relativeTime(value: Date, now: Date, locale: string): string {
  const seconds = (value.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const step = steps.findLast((candidate) => Math.abs(seconds) >= candidate.seconds);
  if (!step || step.unit === "second") return format.format(0, "second");

  return format.format(Math.trunc(seconds / step.seconds), step.unit);
}
