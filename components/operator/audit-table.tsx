import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { DateText } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { AuditRow } from "@/lib/audit/queries";
import type { Locale } from "@/lib/core/locale";
import { type Translate, translator } from "@/lib/i18n/translator";

export type AuditTableProps = {
  rows: readonly AuditRow[];
  /** Names of stores by id. */
  names: ReadonlyMap<string, string>;
  isFiltered: boolean;
  locale: Locale;
  t: Translate;
};

/** Who did what, where and when, a line each. */
export function AuditTable({ rows, names, isFiltered, locale, t }: AuditTableProps): ReactNode {
  if (rows.length === 0) {
    const words = isFiltered ? "none" : "empty";
    return (
      <EmptyState icon={<ScrollText />} title={t(`audit.${words}.title`)}>
        {t(`audit.${words}.help`)}
      </EmptyState>
    );
  }
  return (
    <Table aria-label={t("screens.audit")}>
      <TableHead>
        {(["action", "store", "actor", "when"] as const).map((key) => (
          <HeaderCell key={key}>{t(`audit.${key}`)}</HeaderCell>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <Cell isPrimary>
              <Act row={row} locale={locale} t={t} />
            </Cell>
            <Cell label={t("audit.store")}>
              {row.storeId ? (names.get(row.storeId) ?? row.storeId) : <span className="text-text-muted">{t("audit.platform")}</span>}
            </Cell>
            <Cell label={t("audit.actor")}>
              <span className="break-all">{row.actor || t(`actors.${row.actorKind}`)}</span>
            </Cell>
            <Cell label={t("audit.when")}>
              <DateText value={row.createdAt} locale={locale} timeZone="UTC" show="datetime" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The act in words, with the work it was about and the reason that was given. */
function Act({ row, locale, t }: Pick<AuditTableProps, "locale" | "t"> & { row: AuditRow }): ReactNode {
  const { action, subject, detail } = row;
  const words = translator(locale, "admin-events");
  const about = detail.consumer ? words(`consumers.${detail.consumer}`) : action.startsWith("domain.") ? subject : "";
  const reason = detail.resolution || detail.reason;
  return (
    <span className="grid gap-0.5">
      <span>{t(`audit.acts.${action}`)}</span>
      {about ? (
        <span className="break-words font-normal text-text-muted text-xs">
          {action.startsWith("dead_letter.") ? <TextLink href={`/operator/events/${subject}`}>{about}</TextLink> : about}
        </span>
      ) : null}
      {reason ? <span className="break-words font-normal text-text-muted text-xs">{t("audit.because", { reason })}</span> : null}
    </span>
  );
}
