import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { Badge, StatusPill } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { addressOf } from "@/lib/stores/hosts";
import { listStoreHosts } from "@/lib/stores/queries";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-settings")("domains.title") };
}

export default async function DomainsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "admin-settings");
  const hosts = await listStoreHosts(store.id);
  return (
    <>
      <PageHeader locale={locale} title={t("domains.title")} description={t("domains.help")} />
      <Card>
        <ul className="divide-y divide-border">
          {hosts.map(({ host, kind, state, isPrimary }) => {
            const address = addressOf(host, env().PLATFORM_URL);
            return (
              <li key={host} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
                <span className="grid min-w-0 flex-1 text-sm">
                  <TextLink href={address}>{address}</TextLink>
                  <span className="text-text-muted">{t(`domains.kinds.${kind}`)}</span>
                </span>
                {isPrimary ? <Badge tone="accent">{t("domains.primary")}</Badge> : null}
                <StatusPill tone={state === "active" ? "success" : "warning"}>{t(`domains.states.${state}`)}</StatusPill>
                <CopyButton text={address} label={t("domains.copy")} />
              </li>
            );
          })}
        </ul>
      </Card>
    </>
  );
}
