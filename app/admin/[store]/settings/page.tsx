import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { StoreSettingsForm } from "@/components/admin/settings/settings-form";
import { Card, CardHeader } from "@/components/ui/card";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { listPages } from "@/lib/stores/commands";
import { saveSettingsAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-settings")("title") };
}

export default async function SettingsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "admin-settings");
  const pages = await listPages(store);
  const { name, timeZone, isPublished, contact } = store;
  return (
    <>
      <PageHeader locale={locale} title={t("title")} />
      <StoreSettingsForm
        action={saveSettingsAction.bind(null, store.slug)}
        store={{ name, locale: store.locale, timeZone, isPublished, contact }}
        timeZones={timeZones}
      />
      <Card className="pb-2">
        <CardHeader title={t("pages.title")} />
        <ul className="divide-y divide-border">
          {pages.map((page) => (
            <li key={page.id}>
              <Link
                href={`/admin/${store.slug}/settings/pages/${page.id}`}
                className="flex min-h-13 items-center gap-3 px-5 text-sm hover:bg-muted"
              >
                <span className="flex-1 font-medium">{page.title}</span>
                <span className="text-text-muted">/pages/{page.slug}</span>
                <ChevronRight aria-hidden className="size-4 text-text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
