import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { StoreSettingsForm } from "@/components/admin/settings/settings-form";
import { buttonVariants } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { listPages } from "@/lib/stores/commands";
import { addressOf } from "@/lib/stores/hosts";
import { findPreviewPassword, previewTokenOf } from "@/lib/stores/preview";
import type { StoreView } from "@/lib/stores/types";
import { saveSettingsAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-settings")("title") };
}

export default async function SettingsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "admin-settings");
  const [pages, previewPassword] = await Promise.all([listPages(store), findPreviewPassword(store.id)]);
  const { name, timeZone, isPublished, contact } = store;
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        action={
          isPublished ? null : (
            <a className={buttonVariants({ variant: "secondary" })} href={await previewUrlOf(store)} target="_blank" rel="noreferrer">
              {t("opening.look")}
            </a>
          )
        }
      />
      <StoreSettingsForm
        action={saveSettingsAction.bind(null, store.slug)}
        store={{ name, locale: store.locale, timeZone, isPublished, previewPassword: previewPassword ?? "", contact }}
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

/** Where a member sees the store while it is closed to others. */
async function previewUrlOf(store: StoreView): Promise<string> {
  return `${addressOf(store.primaryHost, env().PLATFORM_URL)}/preview/${await previewTokenOf(store.id)}`;
}
