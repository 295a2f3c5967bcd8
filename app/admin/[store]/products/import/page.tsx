import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ImportUpload } from "@/components/admin/import/import-upload";
import { PageHeader } from "@/components/admin/page-header";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { type ImportView, listImports } from "@/lib/catalog/import/queries";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { checkImportAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-import")("title") };
}

export default async function ImportPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "catalog:write");
  const t = translator(locale, "admin-import");
  const imports = await listImports(store.id);
  const path = `/admin/${store.slug}/products`;
  const done = ({ created, updated, unchanged }: ImportView) => t("recent.counts", { created, updated, unchanged });
  return (
    <>
      <PageHeader locale={locale} title={t("title")} description={t("help")} crumbs={[{ href: path, label: t("products") }]} />
      <Card>
        <CardBody>
          <ImportUpload action={checkImportAction.bind(null, store.slug)} />
        </CardBody>
      </Card>
      {imports.length > 0 ? (
        <Card>
          <CardHeader title={t("recent.title")} />
          <ul className="divide-y divide-border pt-3 text-sm">
            {imports.map((one) => (
              <li key={one.id}>
                <Link
                  href={`${path}/import/${one.id}`}
                  className="flex min-h-13 flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3 hover:bg-muted"
                >
                  <span className="min-w-0 flex-1 truncate font-medium">{one.fileName}</span>
                  <span className="text-text-muted">{one.status === "done" ? done(one) : t(`statuses.${one.status}`)}</span>
                  <DateText value={one.createdAt} locale={locale} timeZone={store.timeZone} show="datetime" />
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
