"use client";

import { Clock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";

export type CountdownProps = {
  until: string;
  /** The server's clock when the page was made: counts right on a phone whose own clock is wrong. */
  now: string;
  /** The end as a time of day: stands there before a script runs. */
  exact: string;
};

/** The time left to pay, to the second. At its end the page is asked for anew. */
export function Countdown({ until, now, exact }: CountdownProps): ReactNode {
  const t = useTranslations("order.pix");
  const router = useRouter();
  const [left, setLeft] = useState<number | null>(null);
  const isOver = left === 0;

  useEffect(() => {
    const end = Date.parse(until) - Date.parse(now) + Date.now();
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until, now]);

  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);

  const words = left === null ? t("until", { time: exact }) : t("left", { time: clock(left) });
  return (
    <p className="flex items-center justify-center gap-2 text-sm tabular-nums" role="timer">
      <Clock aria-hidden className="size-4 text-text-muted" />
      {isOver ? t("over") : words}
    </p>
  );
}

function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const pair = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${pair(minutes)}:${pair(rest)}` : `${pair(minutes)}:${pair(rest)}`;
}
