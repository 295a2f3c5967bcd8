import { MailCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import type { SearchParams } from "@/components/ui/search-params";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";

export type LetterView = {
  id: string;
  /** Null on the merchant's own screen, empty for work of the platform itself. */
  storeName: string | null;
  consumer: string;
  cause: string;
  attempts: number;
  status: string;
  resolution: string;
  lastFailedAt: Date;
};

export type LetterTableProps = {
  locale: Locale;
  timeZone: string;
  now: Date;
  letters: readonly LetterView[];
  path: string;
  params: SearchParams;
  /** Whether the letters of several stores are listed. */
  hasStores: boolean;
  isFiltered: boolean;
  t: Translate;
};

/** What could not be done, a line each; a line opens its page. */
export function LetterTable({ letters, path, params, hasStores, isFiltered, t, ...moment }: LetterTableProps): ReactNode {
  if (letters.length === 0) {
    const words = isFiltered ? "none" : "empty";
    return (
      <EmptyState icon={<MailCheck />} title={t(`${words}.title`)}>
        {t(`${words}.help`)}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={t("title")}
      path={path}
      params={params}
      columns={[
        { key: "what", label: t("columns.what") },
        ...(hasStores ? [{ key: "store", label: t("columns.store") }] : []),
        { key: "cause", label: t("columns.cause") },
        { key: "attempts", label: t("columns.attempts"), align: "end" },
        { key: "failed", label: t("columns.failed") },
      ]}
      rows={letters.map((letter) => ({
        id: letter.id,
        href: `${path}/${letter.id}`,
        name: t(`consumers.${letter.consumer}`),
        cells: {
          store: letter.storeName || <span className="text-text-muted">{t("platform")}</span>,
          cause: <CauseBadge cause={letter.cause} t={t} />,
          attempts: letter.attempts,
          failed: <RelativeTime value={letter.lastFailedAt} {...moment} />,
        },
      }))}
    />
  );
}

/** Amber: the world outside, likely to pass. Red: it needs a person. */
const tones: Record<string, Tone> = { outside: "warning", unreachable: "warning", timeout: "warning", lost: "warning" };

/** Why it failed, in plain words. */
export function CauseBadge({ cause, t }: { cause: string; t: Translate }): ReactNode {
  return <Badge tone={tones[cause] ?? "danger"}>{t(`causes.${cause}`)}</Badge>;
}
