import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { StatusPill, type Tone } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/date-text";
import type { DomainView, HostView } from "@/lib/domains/queries";
import type { RecordGroup } from "@/lib/domains/record-list";
import type { ClaimState } from "@/lib/domains/states";
import type { Translate } from "@/lib/i18n/translator";
import { DnsAnswers } from "./dns-answers";
import { DomainSteps } from "./domain-steps";
import { RecordGroups } from "./record-groups";

export type Moment = { now: Date; locale: string; timeZone: string };

export type DomainCardProps = {
  domain: DomainView;
  records: readonly RecordGroup[];
  moment: Moment;
  /** Speaks `domains`. */
  t: Translate;
  /** What can be done with one host: open it, make it main. */
  hostActions: (host: HostView) => ReactNode;
  /** What can be done with the domain: look now, forward, remove. */
  actions: ReactNode;
};

export const tones: Record<ClaimState, Tone> = {
  requested: "neutral",
  awaiting_ownership: "warning",
  awaiting_dns: "warning",
  issuing_tls: "accent",
  active: "success",
  degraded: "danger",
  tls_failed: "danger",
  conflict: "danger",
  lapsed: "neutral",
  removing: "neutral",
  tombstone: "neutral",
  released: "neutral",
};

/** A domain with its hosts: how far each has come, what stands in the way, what to set, what DNS answers. */
export function DomainCard({ domain, records, moment, t, hostActions, actions }: DomainCardProps): ReactNode {
  const open = domain.hosts.find(({ state }) => state !== "active");
  return (
    <Card aria-labelledby={`domain-${domain.name}`}>
      <div className="grid gap-5 p-5">
        <h2 id={`domain-${domain.name}`} className="break-all font-semibold text-lg">
          {domain.readable}
        </h2>
        <ul className="grid divide-y divide-border rounded-md border border-border">
          {domain.hosts.map((host) => (
            <li key={host.host} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
              <span className="min-w-0 flex-1 basis-48 break-all text-sm">{host.readable}</span>
              <span role="status">
                <StatusPill tone={tones[host.state]}>{t(`states.${host.state}`)}</StatusPill>
              </span>
              {hostActions(host)}
            </li>
          ))}
        </ul>
        {open ? <DomainSteps state={open.state} t={t} /> : null}
        <Problems hosts={domain.hosts} t={t} />
        {open ? <RecordGroups groups={records} apex={domain.apex} t={t} /> : <SettledRecords domain={domain} records={records} t={t} />}
        <DnsAnswers hosts={domain.hosts} t={t} />
      </div>
      <div className="flex flex-wrap items-center gap-2 border-border border-t px-5 py-3">
        <span className="min-w-0 flex-1 basis-40 text-sm text-text-muted">
          <LastLook domain={domain} moment={moment} t={t} />
        </span>
        {actions}
      </div>
    </Card>
  );
}

/** What stands in the way, each thing said once; a host that works says only what to beware of. */
function Problems({ hosts, t }: { hosts: readonly HostView[]; t: Translate }): ReactNode {
  const told = new Map<string, ReactNode>();
  for (const { state, problem, words } of hosts) {
    const what = problem ? t(`problems.${problem}.what`, words) : t(`explain.${state}`);
    if (state === "active" && !problem) continue;
    const isCalm = state === "issuing_tls" || (!problem && state !== "conflict");
    told.set(
      what,
      <Callout key={what} tone={isCalm ? "info" : "warning"} title={state === "active" ? `${t("warning")} ${what}` : what}>
        {problem ? t(`problems.${problem}.remedy`, words) : null}
        {problem && state === "degraded" ? <p className="mt-1">{t("explain.degraded")}</p> : null}
      </Callout>,
    );
  }
  return told.size > 0 ? <div className="grid gap-3">{[...told.values()]}</div> : null;
}

function SettledRecords({ domain, records, t }: { domain: DomainView; records: readonly RecordGroup[]; t: Translate }): ReactNode {
  return (
    <details className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm text-sm text-text-muted touch:min-h-11">
        <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
        {t("records.title")}
      </summary>
      <div className="pt-4">
        <RecordGroups groups={records} apex={domain.apex} t={t} />
      </div>
    </details>
  );
}

function LastLook({ domain, moment, t }: { domain: DomainView; moment: Moment; t: Translate }): ReactNode {
  const looks = domain.hosts.flatMap(({ checkedAt }) => (checkedAt ? [checkedAt.getTime()] : []));
  if (looks.length === 0) return t("neverChecked");
  const [before = "", after = ""] = t("checked", { when: "\u0000" }).split("\u0000");
  return (
    <>
      {before}
      <RelativeTime value={new Date(Math.max(...looks))} {...moment} />
      {after}
    </>
  );
}
