import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { ContentPageForm } from "@/components/admin/settings/content-page-form";
import { isId } from "@/lib/core/ids";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { findPage } from "@/lib/stores/commands";
import { savePageAction } from "./actions";

type Props = { params: Promise<{ store: string; page: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-settings")("pages.title") };
}

export default async function ContentPagePage({ params }: Props): Promise<ReactNode> {
  const { store: slug, page: id } = await params;
  const { store, locale } = await requireMember(slug, "settings:write");
  const page = isId(id) ? await findPage(store, id) : null;
  if (!page) notFound();
  const t = translator(locale, "admin-settings");
  return (
    <>
      <PageHeader locale={locale} title={page.title} crumbs={[{ href: `/admin/${slug}/settings`, label: t("title") }]} />
      <ContentPageForm action={savePageAction.bind(null, slug)} page={page} />
    </>
  );
}
