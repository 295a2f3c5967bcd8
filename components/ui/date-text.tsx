import type { ReactNode } from "react";
import { relativeTime } from "./moment";

export type DateTextProps = {
  /** A moment, as Date or ISO 8601 text. */
  value: Date | string;
  locale: string;
  /** The store's time zone, an IANA name. */
  timeZone: string;
  /** `date` 12 Mar 2026 · `day` 12 March · `time` 14:05 · `datetime` both. */
  show?: keyof typeof formats;
};

const formats = {
  date: { day: "numeric", month: "short", year: "numeric" },
  day: { day: "numeric", month: "long" },
  time: { hour: "numeric", minute: "2-digit" },
  datetime: { day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A moment in the store's language and time zone; the full one on hover. */
export function DateText({ value, locale, timeZone, show = "date" }: DateTextProps): ReactNode {
  const moment = new Date(value);

  return (
    <time dateTime={moment.toISOString()} title={exact(moment, locale, timeZone)}>
      {new Intl.DateTimeFormat(locale, { ...formats[show], timeZone }).format(moment)}
    </time>
  );
}

export type RelativeTimeProps = Omit<DateTextProps, "show"> & {
  /** The moment of the request: passed in, so that server and browser write the same words. */
  now: Date | string;
};

/** "3 minutes ago"; the exact moment on hover. */
export function RelativeTime({ value, now, locale, timeZone }: RelativeTimeProps): ReactNode {
  const moment = new Date(value);

  return (
    <time dateTime={moment.toISOString()} title={exact(moment, locale, timeZone)}>
      {relativeTime(moment, new Date(now), locale)}
    </time>
  );
}

function exact(moment: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long", timeZone }).format(moment);
}
