import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { ThemeForm } from "@/components/admin/settings/theme-form";
import { LinkButton } from "@/components/ui/link-button";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { addressOf } from "@/lib/stores/hosts";
import { saveThemeAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-settings")("theme.title") };
}

export default async function ThemePage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "admin-settings");
  const view = (
    <LinkButton href={addressOf(store.primaryHost, env().PLATFORM_URL)} variant="secondary">
      {t("theme.view")}
    </LinkButton>
  );
  return (
    <>
      <PageHeader locale={locale} title={t("theme.title")} description={t("theme.help")} action={view} />
      <ThemeForm action={saveThemeAction.bind(null, store.slug)} theme={store.theme} storeId={store.id} />
    </>
  );
}
