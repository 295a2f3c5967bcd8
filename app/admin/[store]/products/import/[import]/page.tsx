import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { CheckReport } from "@/components/admin/import/check-report";
import { ImportProgress } from "@/components/admin/import/import-progress";
import { PageHeader } from "@/components/admin/page-header";
import { findImport } from "@/lib/catalog/import/queries";
import { isId } from "@/lib/core/ids";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { startImportAction } from "../actions";

type Props = { params: Promise<{ store: string; import: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-import")("title") };
}

export default async function OneImportPage({ params }: Props): Promise<ReactNode> {
  const { store: slug, import: importId } = await params;
  const { store, locale } = await requireMember(slug, "catalog:write");
  const found = isId(importId) ? await findImport(store.id, importId) : null;
  if (!found) notFound();
  const t = translator(locale, "admin-import");
  const path = `/admin/${store.slug}/products`;
  const shown = { ...found, locale, t };
  return (
    <>
      <PageHeader
        locale={locale}
        title={found.view.fileName}
        description={
          found.view.status === "checked" ? t("check.help", { rows: found.report.rows, products: found.report.products }) : undefined
        }
        crumbs={[
          { href: path, label: t("products") },
          { href: `${path}/import`, label: t("title") },
        ]}
      />
      {found.view.status === "checked" ? (
        <CheckReport {...shown} start={startImportAction.bind(null, store.slug)} uploadHref={`${path}/import`} />
      ) : (
        <ImportProgress {...shown} productsHref={path} />
      )}
    </>
  );
}
