import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { IndexCard } from "@/components/admin/search-sync/index-card";
import { RepairButton } from "@/components/admin/search-sync/repair-button";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { readIndexStates } from "@/lib/search/sync-state";
import { rebuildSearchAction, repairSearchAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "search-sync")("title") };
}

export default async function SearchSyncPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "events:write");
  const t = translator(locale, "search-sync");
  const indexes = await readIndexStates(store.id);
  const now = new Date();
  const base = `/admin/${store.slug}`;
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={t("help")}
        crumbs={[{ label: translator(locale, "admin-events")("title"), href: `${base}/events` }]}
        action={
          <>
            <RowAction
              action={rebuildSearchAction.bind(null, store.slug)}
              fields={{}}
              label={t("rebuild.action")}
              title={t("rebuild.title")}
              description={t("rebuild.text")}
              isDangerous={false}
              variant="secondary"
            />
            <RepairButton action={repairSearchAction.bind(null, store.slug)} label={t("repair.action")} />
          </>
        }
      />
      {indexes.map((index) => (
        <IndexCard
          key={index.name}
          index={index}
          locale={locale}
          timeZone={store.timeZone}
          now={now}
          productsHref={`${base}/products`}
          t={t}
        />
      ))}
    </>
  );
}
