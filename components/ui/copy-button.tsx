"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button, type ButtonStyle } from "./button";

const confirmationMs = 2000;

export type CopyButtonProps = ButtonStyle & {
  text: string;
  /** What is copied, for the button's name: "Copy Pix code". */
  label: string;
  isIconOnly?: boolean;
};

/** Copies `text`; says "Copied" for two seconds, or that the browser refused. */
export function CopyButton({ text, label, isIconOnly = false, variant = "secondary", size, width }: CopyButtonProps): ReactNode {
  const t = useTranslations("ui");
  const [outcome, setOutcome] = useState<"idle" | "copied" | "refused">("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), confirmationMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const words = outcome === "idle" ? label : t(`copy.${outcome}`);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );

  return (
    <Button
      variant={variant}
      size={size ?? (isIconOnly ? "icon" : "md")}
      width={width}
      onClick={copy}
      aria-label={isIconOnly ? label : undefined}
    >
      {outcome === "copied" ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
      {isIconOnly ? null : words}
      <span role="status" className="sr-only">
        {outcome === "idle" ? "" : words}
      </span>
    </Button>
  );
}
