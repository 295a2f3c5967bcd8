import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import type { ImportView } from "@/lib/catalog/import/queries";
import type { ImportReport } from "@/lib/catalog/import/report";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import { ImportCounts } from "./import-counts";
import { KeepLooking } from "./keep-looking";
import { RowMessages } from "./row-messages";

export type ImportProgressProps = { view: ImportView; report: ImportReport; locale: Locale; t: Translate; productsHref: string };

/** An import on its way, and what came of it. */
export function ImportProgress({ view, report, locale, t, productsHref }: ImportProgressProps): ReactNode {
  const failed = view.productsDone - view.created - view.updated - view.unchanged;
  return (
    <>
      {view.isSettled ? null : <KeepLooking />}
      {view.status === "failed" ? <Callout tone="danger" title={t("result.failed")} /> : null}
      {view.isSettled && view.status === "done" ? <Callout tone="success" title={t("result.done")} /> : null}
      <Card>
        <CardBody>
          <Bar t={t} label={t("progress.products")} done={view.productsDone} total={view.productsTotal} />
          {view.imagesTotal > 0 ? (
            <Bar t={t} label={t("progress.images")} done={view.imagesDone + view.imagesFailed} total={view.imagesTotal} />
          ) : null}
          {view.isSettled ? null : <p className="text-sm text-text-muted">{t("progress.help")}</p>}
        </CardBody>
      </Card>
      <ImportCounts
        locale={locale}
        counts={[
          { label: t("counts.created"), value: view.created },
          { label: t("counts.updated"), value: view.updated },
          { label: t("counts.unchanged"), value: view.unchanged },
          { label: t("counts.failed"), value: failed + report.faulty, tone: "danger" },
        ]}
      />
      {view.productsDone > 0 ? (
        <LinkButton href={productsHref} className="w-fit">
          {t("result.see")}
        </LinkButton>
      ) : null}
      <Failures report={report} t={t} />
      <ImageFailures view={view} report={report} t={t} productsHref={productsHref} />
      <RowMessages report={report} t={t} />
    </>
  );
}

function Bar({ t, label, done, total }: { t: Translate; label: string; done: number; total: number }): ReactNode {
  return (
    <div className="grid gap-2">
      <p className="flex justify-between gap-4 text-sm">
        <span className="font-medium">{label}</span>
        <span role="status" className="text-text-muted tabular-nums">
          {t("progress.of", { done, total })}
        </span>
      </p>
      <Progress label={label} value={done} max={total} tone={done >= total ? "success" : "accent"} />
    </div>
  );
}

function Failures({ report, t }: { report: ImportReport; t: Translate }): ReactNode {
  if (report.failures.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t("failures.title")} description={t("failures.help")} />
      <ul className="divide-y divide-border pt-3 text-sm">
        {report.failures.map(({ handle, row, code }) => (
          <li key={`${row}-${handle}`} className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-5 py-3">
            <span className="font-medium">
              {handle} <span className="font-normal text-text-muted">{t("messages.rowNumber", { row })}</span>
            </span>
            <span>{t(`codes.${code}`)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ImageFailures({ view, report, t, productsHref }: Pick<ImportProgressProps, "view" | "report" | "t" | "productsHref">): ReactNode {
  if (view.imagesFailed === 0) return null;
  return (
    <Card>
      <CardHeader title={t("imageFailures.title", { count: view.imagesFailed })} description={t("imageFailures.help")} />
      <ul className="divide-y divide-border pt-3 text-sm">
        {report.imageFailures.map(({ productId, title, url, code }) => (
          <li key={`${productId}-${url}`} className="grid gap-1 px-5 py-3">
            <span className="flex flex-wrap justify-between gap-x-6 gap-y-1">
              <TextLink href={`${productsHref}/${productId}`}>{title}</TextLink>
              <span>{t(`codes.${code}`)}</span>
            </span>
            <span className="break-all text-text-muted">{url}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
