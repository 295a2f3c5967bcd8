import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";

export type DaySum = { orders: number; salesCents: number };
/** `date` is a calendar day (YYYY-MM-DD) in the store's time zone. */
export type SalesReport = {
  today: DaySum;
  /** The same weekday a week ago, up to the same time of day. */
  weekAgo: DaySum;
  days: { date: string; value: number; before: number }[];
  monthCents: number;
};

type DayRow = { day: string; orders: number; cents: number };
const span = 30;

/** Confirmed sales of the last 30 days over the 30 before, and today against the same weekday. Two queries. */
export async function readSales(store: StoreView, now: Date = new Date()): Promise<SalesReport> {
  const { days, weekAgo } = await withStore(store.id, async (tx) => ({
    days: await tx.$queryRaw<DayRow[]>`
      select to_char(confirmed_at at time zone ${store.timeZone}, 'YYYY-MM-DD') as day, count(*)::int as orders, sum(total_cents)::float8 as cents
      from "order" where confirmed_at > ${now}::timestamptz - interval '61 days' and status <> 'cancelled' group by 1`,
    weekAgo: await tx.$queryRaw<DayRow[]>`
      select '' as day, count(*)::int as orders, coalesce(sum(total_cents), 0)::float8 as cents from "order"
      where status <> 'cancelled' and confirmed_at <= ${now}::timestamptz - interval '7 days'
        and confirmed_at >= date_trunc('day', (${now}::timestamptz - interval '7 days') at time zone ${store.timeZone}) at time zone ${store.timeZone}`,
  }));
  const byDay = new Map(days.map((row) => [row.day, row]));
  const valueOn = (ago: number): DaySum => toSum(byDay.get(dayName(now, ago, store.timeZone)));
  const points = Array.from({ length: span }, (_, index) => {
    const ago = span - 1 - index;
    return { date: dayName(now, ago, store.timeZone), value: valueOn(ago).salesCents, before: valueOn(ago + span).salesCents };
  });
  return { today: valueOn(0), weekAgo: toSum(weekAgo[0]), days: points, monthCents: points.reduce((sum, point) => sum + point.value, 0) };
}

function toSum(row: DayRow | undefined): DaySum {
  return { orders: row?.orders ?? 0, salesCents: row?.cents ?? 0 };
}

function dayName(now: Date, daysAgo: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(now.getTime() - daysAgo * 86_400_000));
}
