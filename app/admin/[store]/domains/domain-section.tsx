import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { DomainCard, type Moment } from "@/components/admin/domains/domain-card";
import { ForwardDialog } from "@/components/admin/domains/forward-dialog";
import { PressAction } from "@/components/admin/domains/press-action";
import { RowAction } from "@/components/admin/row-action";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import type { DomainView, HostView } from "@/lib/domains/queries";
import { forwardText, recordsOf } from "@/lib/domains/record-list";
import { isOneOf, routedStates } from "@/lib/domains/states";
import { readable } from "@/lib/domains/words";
import { env } from "@/lib/env";
import type { Translate } from "@/lib/i18n/translator";
import { addressOf, temporaryHost } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";
import { addDomainAction, checkDomainAction, makePrimaryAction, removeDomainAction } from "./actions";

type Props = { domain: DomainView; domains: readonly DomainView[]; store: StoreView; moment: Moment; t: Translate };

/** One domain of the page with everything that can be done about it. */
export function DomainSection({ domain, domains, store, moment, t }: Props): ReactNode {
  return (
    <DomainCard
      domain={domain}
      records={recordsOf(domain)}
      moment={moment}
      t={t}
      hostActions={(host) => <HostActions host={host} store={store} t={t} />}
      actions={<DomainActions domain={domain} domains={domains} store={store} locale={moment.locale} t={t} />}
    />
  );
}

function HostActions({ host, store, t }: { host: HostView; store: StoreView; t: Translate }): ReactNode {
  const address = addressOf(host.host, env().PLATFORM_URL);
  return (
    <>
      {host.isPrimary ? <Badge tone="accent">{t("primary")}</Badge> : null}
      {host.state === "active" && !host.isPrimary ? (
        <RowAction
          action={makePrimaryAction.bind(null, store.slug)}
          fields={{ host: host.host }}
          label={t("makePrimary")}
          title={t("makePrimaryTitle", { host: host.readable })}
          description={t("makePrimaryText", { host: host.readable })}
          isDangerous={false}
        />
      ) : null}
      {host.state === "active" ? (
        <LinkButton href={address} variant="ghost" size="icon" target="_blank" rel="noopener" aria-label={`${t("open")}: ${host.readable}`}>
          <ExternalLink aria-hidden />
        </LinkButton>
      ) : null}
    </>
  );
}

function DomainActions({ domain, domains, store, locale, t }: Omit<Props, "moment"> & { locale: string }): ReactNode {
  const isKnown = domain.hosts.every(({ ways }) => ways.length > 0);
  const lapsed = domain.hosts.find(({ state }) => state === "lapsed");
  const f: Translate = (key, values) => t(`forward.${key}`, values);
  const forward = { action: f("action"), title: f("title"), help: f("help"), copy: f("copy"), mail: f("mail") };
  return (
    <>
      {lapsed ? (
        <PressAction action={addDomainAction.bind(null, store.slug)} fields={{ domain: lapsed.host }} label={t("again")} />
      ) : (
        <PressAction action={checkDomainAction.bind(null, store.slug)} fields={{ name: domain.name }} label={t("checkNow")} />
      )}
      {isKnown ? (
        <ForwardDialog words={forward} subject={f("subject", { name: domain.readable })} text={forwardText(domain, store.name, f)} />
      ) : null}
      <RowAction
        action={removeDomainAction.bind(null, store.slug)}
        fields={{ name: domain.name }}
        label={t("remove.action")}
        title={t("remove.title", { name: domain.readable })}
        description={consequences(domain, domains, { store, locale, t })}
      />
    </>
  );
}

type Setting = { store: StoreView; locale: string; t: Translate };

/** What removing a domain means, before it is done. */
function consequences(domain: DomainView, domains: readonly DomainView[], { store, locale, t }: Setting): string {
  const working = domain.hosts.filter(({ state }) => isOneOf(state, routedStates));
  if (working.length === 0) return t("remove.pending");
  const hosts = new Intl.ListFormat(locale).format(working.map((host) => host.readable));
  const said = t("remove.text", { hosts });
  if (!working.some(({ isPrimary }) => isPrimary)) return said;
  const next = domains.filter(({ name }) => name !== domain.name).flatMap((other) => other.hosts);
  const successor = next.find(({ state }) => state === "active")?.host ?? temporaryHost(store.slug, env().STORES_DOMAIN);
  return `${said} ${t("remove.primary", { successor: readable(successor) })}`;
}
