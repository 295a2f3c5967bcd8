"use client";

import type { ReactNode } from "react";
import { Bar, BarChart as Bars, CartesianGrid, Line, LineChart as Lines, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatMoney } from "@/lib/core/money";

/** `date` is a calendar day, `2026-03-12`. `before` is the same day of the period compared with. */
export type ChartPoint = { date: string; value: number; before?: number };

export type ChartProps = {
  points: readonly ChartPoint[];
  /** What the picture shows, for those who do not see it. */
  label: string;
  /** Names of the two lines in the tooltip. */
  names: { value: string; before?: string };
  /** Values are minor units when a currency is given, plain counts otherwise. */
  currency?: string;
  locale: string;
};

const axis = { tickLine: false, axisLine: false, fontSize: 12, stroke: "var(--text-muted)" } as const;
const margin = { top: 8, right: 8, bottom: 0, left: 0 };

/** A value per day as a line, over the same days of an earlier period. */
export function LineChart(props: ChartProps): ReactNode {
  const { points, names } = props;

  return (
    <Frame {...props}>
      <Lines data={[...points]} margin={margin} accessibilityLayer>
        {sharedParts(props)}
        {names.before ? (
          <Line
            dataKey="before"
            name={names.before}
            stroke="var(--chart-2)"
            strokeWidth={1.5}
            strokeDasharray="4 4"
            dot={false}
            isAnimationActive={false}
          />
        ) : null}
        <Line
          dataKey="value"
          name={names.value}
          stroke="var(--chart-1)"
          strokeWidth={2}
          dot={false}
          activeDot={{ r: 4 }}
          isAnimationActive={false}
          type="monotone"
        />
      </Lines>
    </Frame>
  );
}

/** A count per day as bars. */
export function BarChart(props: ChartProps): ReactNode {
  return (
    <Frame {...props}>
      <Bars data={[...props.points]} margin={margin} accessibilityLayer>
        {sharedParts(props)}
        <Bar dataKey="value" name={props.names.value} fill="var(--chart-1)" radius={[3, 3, 0, 0]} isAnimationActive={false} />
      </Bars>
    </Frame>
  );
}

function sharedParts({ currency, locale }: ChartProps): ReactNode[] {
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--border)" />,
    <XAxis key="x" dataKey="date" tickFormatter={(day: string) => dayText(day, locale)} minTickGap={32} {...axis} />,
    <YAxis
      key="y"
      width={currency ? 64 : 36}
      tickFormatter={(value: number) => shortText(value, locale, currency)}
      allowDecimals={false}
      {...axis}
    />,
    <Tooltip
      key="tooltip"
      cursor={{ stroke: "var(--border-strong)", fill: "var(--muted)" }}
      labelFormatter={(day) => dayText(String(day), locale)}
      formatter={(value) => (currency ? formatMoney(Number(value), currency, locale) : new Intl.NumberFormat(locale).format(Number(value)))}
      contentStyle={{
        background: "var(--surface)",
        border: "1px solid var(--border)",
        borderRadius: "var(--corner-md)",
        fontSize: 12,
        boxShadow: "var(--elevation-overlay)",
      }}
      itemStyle={{ color: "var(--text)" }}
      labelStyle={{ color: "var(--text-muted)", marginBottom: 4 }}
    />,
  ];
}

/** The picture, and the same numbers as a table for screen readers. */
function Frame({ points, label, names, currency, locale, children }: ChartProps & { children: ReactNode }): ReactNode {
  const text = (value: number) => (currency ? formatMoney(value, currency, locale) : new Intl.NumberFormat(locale).format(value));

  return (
    <figure className="relative h-64 w-full text-sm" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        {children}
      </ResponsiveContainer>
      {/* The wrapper is hidden, not the table: a table ignores the height it is given. */}
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <tbody>
            {points.map((point) => (
              <tr key={point.date}>
                <th scope="row">{dayText(point.date, locale)}</th>
                <td>{`${names.value}: ${text(point.value)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

function shortText(value: number, locale: string, currency: string | undefined): string {
  const short = { notation: "compact", maximumFractionDigits: 1 } as const;
  return currency
    ? new Intl.NumberFormat(locale, { ...short, style: "currency", currency }).format(value / 100)
    : new Intl.NumberFormat(locale, short).format(value);
}
