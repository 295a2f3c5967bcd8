import type { ReactNode } from "react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { Callout } from "@/components/ui/callout";
import type { ImportView } from "@/lib/catalog/import/queries";
import type { ImportReport } from "@/lib/catalog/import/report";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import { ImportCounts } from "./import-counts";
import { RowMessages } from "./row-messages";
import { StartForm } from "./start-form";

export type CheckReportProps = {
  view: ImportView;
  report: ImportReport;
  locale: Locale;
  t: Translate;
  start: ActionFormProps["action"];
  uploadHref: string;
};

/** The dry run: what would happen, what is wrong, and the button that makes it happen. */
export function CheckReport({ view, report, locale, t, start, uploadHref }: CheckReportProps): ReactNode {
  const willChange = report.created + report.updated;
  return (
    <>
      <ImportCounts
        locale={locale}
        counts={[
          { label: t("counts.toCreate"), value: report.created },
          { label: t("counts.toUpdate"), value: report.updated },
          { label: t("counts.unchanged"), value: report.unchanged },
          { label: t("counts.faulty"), value: report.faulty, tone: "danger" },
        ]}
      />
      <div className="grid gap-3">
        {report.overLimit > 0 ? <Callout tone="warning" title={t("notes.overLimit", { count: report.overLimit })} /> : null}
        {willChange === 0 && report.unchanged > 0 ? <Callout tone="info" title={t("notes.nothingNew")} /> : null}
        {report.encoding === "utf-8" ? null : <Callout tone="info">{t(`notes.encoding.${report.encoding}`)}</Callout>}
        {report.countsStock ? <Callout tone="info">{t("notes.countsStock")}</Callout> : null}
        {report.images > 0 ? <Callout tone="info">{t("notes.images", { count: report.images })}</Callout> : null}
      </div>
      <StartForm action={start} importId={view.id} count={view.productsTotal} backHref={uploadHref} />
      <RowMessages report={report} t={t} />
    </>
  );
}
