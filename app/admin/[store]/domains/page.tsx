import { ExternalLink, Globe } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AddDomainForm } from "@/components/admin/domains/add-domain-form";
import { LiveRefresh } from "@/components/admin/domains/live-refresh";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type DomainRoom, readDomainRoom } from "@/lib/domains/limit";
import { type DomainView, listDomains } from "@/lib/domains/queries";
import { readable } from "@/lib/domains/words";
import { env } from "@/lib/env";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { addressOf, temporaryHost } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";
import { addDomainAction, makePrimaryAction } from "./actions";
import { DomainSection } from "./domain-section";

type Props = { params: Promise<{ store: string }> };

/** While something is under way the page looks often; else it only keeps up with what breaks. */
const lookMs = { pending: 3000, settled: 30_000 };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "domains")("title") };
}

export default async function DomainsPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "settings:write");
  const t = translator(locale, "domains");
  const [domains, room] = await Promise.all([listDomains(store.id), readDomainRoom(store.id)]);
  const isPending = domains.some(({ hosts }) => hosts.some(({ state }) => state !== "active" && state !== "lapsed"));
  const moment = { now: new Date(), locale, timeZone: store.timeZone };
  return (
    <>
      <LiveRefresh everyMs={isPending ? lookMs.pending : lookMs.settled} />
      <PageHeader locale={locale} title={t("title")} description={t("help")} />
      {domains.map((domain) => (
        <DomainSection key={domain.name} domain={domain} domains={domains} store={store} moment={moment} t={t} />
      ))}
      <AddCard store={store} room={room} isFirst={domains.length === 0} t={t} />
      <TemporaryCard store={store} domains={domains} t={t} />
    </>
  );
}

type AddProps = { store: StoreView; room: DomainRoom; isFirst: boolean; t: Translate };

function AddCard({ store, room, isFirst, t }: AddProps): ReactNode {
  const { used, limit } = room;
  const isFull = limit !== null && used >= limit;
  const words = {
    label: t("add.label"),
    help: t("add.help"),
    placeholder: t("add.placeholder"),
    action: t("add.action"),
    added: t("add.added"),
  };
  return (
    <Card>
      {isFirst ? (
        <EmptyState icon={<Globe />} title={t("empty.title")} className="pt-12 pb-2">
          {t("empty.text")}
        </EmptyState>
      ) : (
        <CardHeader title={t("add.title")} />
      )}
      <CardBody className={isFirst ? "mx-auto w-full max-w-xl pb-12" : undefined}>
        {isFull ? (
          <Callout tone="info" title={t("add.full", { limit })} action={<PlansLink store={store} t={t} />}>
            {t("add.fullHelp")}
          </Callout>
        ) : (
          <AddDomainForm action={addDomainAction.bind(null, store.slug)} words={words} />
        )}
        {limit === null || isFull ? null : <p className="text-sm text-text-muted">{t("add.room", { used, limit })}</p>}
      </CardBody>
    </Card>
  );
}

function PlansLink({ store, t }: { store: StoreView; t: Translate }): ReactNode {
  return (
    <LinkButton href={`/admin/${store.slug}/billing`} variant="secondary">
      {t("add.plans")}
    </LinkButton>
  );
}

function TemporaryCard({ store, domains, t }: { store: StoreView; domains: readonly DomainView[]; t: Translate }): ReactNode {
  const { PLATFORM_URL, STORES_DOMAIN } = env();
  const host = temporaryHost(store.slug, STORES_DOMAIN);
  const address = addressOf(host, PLATFORM_URL);
  const isPrimary = store.primaryHost === host;
  const isMoved = domains.some(({ hosts }) => hosts.some((one) => one.isPrimary && one.state === "active"));
  return (
    <Card>
      <CardHeader title={t("temporary.title")} description={t("temporary.help")} />
      <CardBody>
        <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2">
          <span className="grid min-w-0 flex-1 basis-48 text-sm">
            <span className="break-all">{address}</span>
            {isMoved ? <span className="text-text-muted">{t("temporary.moved", { host: readable(store.primaryHost) })}</span> : null}
          </span>
          {isPrimary ? <Badge tone="accent">{t("primary")}</Badge> : null}
          {isMoved ? (
            <RowAction
              action={makePrimaryAction.bind(null, store.slug)}
              fields={{ host }}
              label={t("makePrimary")}
              title={t("makePrimaryTitle", { host })}
              description={t("makePrimaryText", { host })}
              isDangerous={false}
            />
          ) : null}
          <CopyButton text={address} label={t("copyAddress")} isIconOnly variant="ghost" />
          <LinkButton href={address} variant="ghost" size="icon" target="_blank" rel="noopener" aria-label={`${t("open")}: ${address}`}>
            <ExternalLink aria-hidden />
          </LinkButton>
        </div>
      </CardBody>
    </Card>
  );
}
