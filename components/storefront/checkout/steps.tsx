import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Translate } from "@/lib/i18n/translator";

const steps = [
  { key: "cart", href: "/cart" },
  { key: "details", href: "/checkout" },
  { key: "payment", href: "/checkout?step=payment" },
] as const;

/** Where the shopper is between the cart and the order; what is behind can be gone back to. */
export function Steps({ current, t }: { current: "details" | "payment"; t: Translate }): ReactNode {
  const position = steps.findIndex(({ key }) => key === current);
  return (
    <nav aria-label={t("steps.label")}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm">
        {steps.map(({ key, href }, index) => (
          <li key={key} className="flex items-center gap-1.5">
            {index > 0 ? <ChevronRight aria-hidden className="size-3.5 text-text-muted" /> : null}
            {index < position ? (
              <a href={href} className="inline-flex items-center text-accent-text hover:underline touch:min-h-11">
                {t(`steps.${key}`)}
              </a>
            ) : (
              <span
                aria-current={index === position ? "step" : undefined}
                className={cn("inline-flex items-center touch:min-h-11", index === position ? "font-semibold" : "text-text-muted")}
              >
                {t(`steps.${key}`)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
