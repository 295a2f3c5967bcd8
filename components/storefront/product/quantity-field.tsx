"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";

const square = "grid h-full w-11 place-items-center transition-colors hover:bg-muted disabled:opacity-40";

/** How many: typed or stepped. */
export function QuantityField({ max, isDisabled }: { max: number; isDisabled: boolean }): ReactNode {
  const t = useTranslations("cart");
  const [quantity, setQuantity] = useState(1);
  const shown = Math.min(quantity, max);

  return (
    <div className="flex h-12 shrink-0 items-center overflow-hidden rounded-md border border-border-strong bg-surface">
      <button
        type="button"
        aria-label={t("less")}
        disabled={isDisabled || shown <= 1}
        onClick={() => setQuantity(shown - 1)}
        className={square}
      >
        <Minus aria-hidden className="size-4" />
      </button>
      <input
        type="number"
        name="quantity"
        aria-label={t("quantity")}
        inputMode="numeric"
        min={1}
        max={max}
        required
        value={shown || ""}
        onChange={(event) => setQuantity(Number(event.target.value))}
        className="h-full w-9 appearance-none bg-transparent text-center tabular-nums [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
      />
      <button
        type="button"
        aria-label={t("more")}
        disabled={isDisabled || shown >= max}
        onClick={() => setQuantity(shown + 1)}
        className={square}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  );
}
