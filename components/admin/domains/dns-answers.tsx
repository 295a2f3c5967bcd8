import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { HostView } from "@/lib/domains/queries";
import type { Translate } from "@/lib/i18n/translator";

/** What DNS answers now, for whoever wants to compare. `t` speaks `domains`. */
export function DnsAnswers({ hosts, t }: { hosts: readonly HostView[]; t: Translate }): ReactNode {
  const answers = new Map(
    hosts.flatMap(({ seen }) => seen.answers).map((answer) => [`${answer.type} ${answer.name} ${answer.value}`, answer]),
  );
  const servers = [...new Set(hosts.flatMap(({ seen }) => seen.nameservers))];
  return (
    <details className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm text-sm text-text-muted touch:min-h-11">
        <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
        {t("now.title")}
      </summary>
      <div className="mt-3 grid gap-2 rounded-md border border-border bg-background p-3">
        {answers.size === 0 ? <p className="text-sm text-text-muted">{t("now.none")}</p> : null}
        {[...answers].map(([key, { type, name, value }]) => (
          <p key={key} className="grid gap-x-4 font-mono text-xs leading-5 sm:grid-cols-[4rem_1fr_1.4fr]">
            <span className="font-semibold">{type}</span>
            <span className="break-all">{name}</span>
            <span className="break-all text-text-muted">{value}</span>
          </p>
        ))}
        {servers.length > 0 ? <p className="text-text-muted text-xs">{t("now.servers", { servers: servers.join(", ") })}</p> : null}
      </div>
    </details>
  );
}
