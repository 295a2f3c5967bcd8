import { ChevronRight, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type AttentionItem = {
  key: string;
  /** `danger` when money or orders are affected now, `warning` when they may be soon. */
  level: "danger" | "warning";
  title: string;
  help?: string;
  href: string;
};

const icons = {
  danger: <CircleAlert aria-hidden className="size-5 shrink-0 text-danger" />,
  warning: <TriangleAlert aria-hidden className="size-5 shrink-0 text-warning" />,
} as const;

/** What a merchant should look at: unpaid boletos, low stock, dead letters, the domain. Says so when there is nothing. */
export function AttentionList({ locale, items }: { locale: Locale; items: readonly AttentionItem[] }): ReactNode {
  const t = translator(locale, "admin-shell");

  return (
    <Card className="pb-2">
      <CardHeader title={t("attention.title")} className="pb-2" />
      {items.length === 0 ? (
        <EmptyState icon={<CircleCheck />} title={t("attention.none")} className="py-10">
          {t("attention.noneHelp")}
        </EmptyState>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item.key}>
              <Link
                href={item.href}
                className="flex min-h-14 items-center gap-3 px-5 py-2.5 transition-colors focus-visible:-outline-offset-2 hover:bg-muted"
              >
                {icons[item.level]}
                <span className="grid min-w-0 flex-1 text-sm">
                  <span className="font-medium">{item.title}</span>
                  {item.help ? <span className="text-text-muted">{item.help}</span> : null}
                </span>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
