"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";

/** The time left to pay, to the second. The exact end stands there before a script runs. */
export function Countdown({ until, exact }: { until: string; exact: string }): ReactNode {
  const t = useTranslations("order.pix");
  const [left, setLeft] = useState<number | null>(null);

  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until]);

  return (
    <p className="flex items-center justify-center gap-2 text-sm tabular-nums" role="timer">
      <Clock aria-hidden className="size-4 text-text-muted" />
      {left === 0 ? t("over") : t("left", { time: left === null ? exact : clock(left) })}
    </p>
  );
}

function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const pair = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${pair(minutes)}:${pair(rest)}` : `${pair(minutes)}:${pair(rest)}`;
}
