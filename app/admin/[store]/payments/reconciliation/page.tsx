import { Scale } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { BooksCard } from "@/components/admin/reconciliation/books-card";
import { ClosedDifferences, OpenDifferences } from "@/components/admin/reconciliation/differences";
import { RefreshWhile } from "@/components/admin/reconciliation/refresh-while";
import { RunsCard } from "@/components/admin/reconciliation/runs-card";
import { EmptyState } from "@/components/ui/empty-state";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { findReconciliation } from "@/lib/payments/reconcile-queries";
import { compareAction, noteAction, recheckAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "reconciliation")("title") };
}

/** What each gateway and our ledger say of the same payments, with what to do about a difference. */
export default async function ReconciliationPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "payments:write");
  const t = translator(locale, "reconciliation");
  const { accounts, open, closed, runs } = await findReconciliation(store.id);
  const shown = { locale, timeZone: store.timeZone, currency: store.currency, storeSlug: store.slug, t };
  const crumbs = [{ label: translator(locale, "admin-payments")("title"), href: `/admin/${store.slug}/payments` }];
  return (
    <>
      <PageHeader locale={locale} title={t("title")} description={t("help")} crumbs={crumbs} />
      <RefreshWhile isRunning={runs.some(({ status }) => status === "running")} />
      {accounts.length === 0 ? (
        <EmptyState icon={<Scale />} title={t("neverRun")}>
          {t("noAccount")}
        </EmptyState>
      ) : (
        <>
          <div className="grid gap-5 lg:grid-cols-2">
            {accounts.map((books) => (
              <BooksCard key={books.accountId} {...shown} books={books} compare={compareAction.bind(null, store.slug)} />
            ))}
          </div>
          <OpenDifferences
            {...shown}
            differences={open}
            isCompared={accounts.every(({ lastRun }) => lastRun?.status === "done")}
            recheck={recheckAction.bind(null, store.slug)}
            note={noteAction.bind(null, store.slug)}
          />
          {closed.length > 0 ? <ClosedDifferences {...shown} differences={closed} /> : null}
          {runs.length > 0 ? <RunsCard {...shown} runs={runs} /> : null}
        </>
      )}
    </>
  );
}
