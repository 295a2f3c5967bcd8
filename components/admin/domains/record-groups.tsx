import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { RecordGroup, RecordLine } from "@/lib/domains/record-list";
import type { Translate } from "@/lib/i18n/translator";

/** The exact records to set, each part with a button that copies it. `t` speaks `domains`. */
export function RecordGroups({ groups, apex, t }: { groups: readonly RecordGroup[]; apex: string; t: Translate }): ReactNode {
  return (
    <section className="grid gap-4">
      <div className="grid gap-1">
        <h3 className="font-semibold text-sm">{t("records.title")}</h3>
        <p className="text-pretty text-sm text-text-muted">
          {t("records.help", { apex })} {t("records.root")}
        </p>
      </div>
      {groups.map((group) => (
        <Group key={`${group.purpose}-${group.host}`} group={group} t={t} />
      ))}
    </section>
  );
}

function Group({ group, t }: { group: RecordGroup; t: Translate }): ReactNode {
  return (
    <div className="grid gap-2">
      <p className="font-medium text-sm">{t(`records.${group.purpose}`, { host: group.host })}</p>
      {group.ways.map((lines, index) => (
        <div key={lines.map(({ type, value }) => type + value).join()} className="grid gap-2">
          {index > 0 ? <p className="text-sm text-text-muted">{t("records.or")}</p> : null}
          <ul className="grid gap-2">
            {lines.map((line) => (
              <Line key={line.type + line.value} line={line} t={t} />
            ))}
          </ul>
        </div>
      ))}
      {group.purpose === "proof" ? <p className="text-pretty text-sm text-text-muted">{t("records.keep")}</p> : null}
    </div>
  );
}

function Line({ line, t }: { line: RecordLine; t: Translate }): ReactNode {
  const { type, name, fullName, value, isSeen } = line;
  const Icon = isSeen ? CircleCheck : CircleDashed;
  return (
    <li className="grid gap-x-4 gap-y-2 rounded-md border border-border bg-background p-3 text-sm md:grid-cols-[4.5rem_minmax(8rem,1fr)_minmax(12rem,2fr)_7rem] md:items-center">
      <span className="flex items-center justify-between gap-2">
        <span className="font-mono font-semibold">{type}</span>
        <Seen className="md:hidden" isSeen={isSeen} Icon={Icon} t={t} />
      </span>
      <Copied label={t("records.name")} copy={t("records.copyName")} text={name} title={fullName} />
      <Copied label={t("records.value")} copy={t("records.copyValue")} text={value} title={value} />
      <Seen className="max-md:hidden" isSeen={isSeen} Icon={Icon} t={t} />
    </li>
  );
}

function Copied({ label, copy, text, title }: { label: string; copy: string; text: string; title: string }): ReactNode {
  return (
    <span className="flex min-w-0 items-center justify-between gap-2">
      <span className="grid min-w-0">
        <span className="text-text-muted text-xs">{label}</span>
        <span className="break-all font-mono text-xs leading-5" title={title}>
          {text}
        </span>
      </span>
      <CopyButton text={text} label={`${copy}: ${text}`} isIconOnly variant="ghost" />
    </span>
  );
}

type SeenProps = { isSeen: boolean; Icon: typeof CircleCheck; t: Translate; className: string };

function Seen({ isSeen, Icon, t, className }: SeenProps): ReactNode {
  return (
    <span className={`${className} inline-flex items-center gap-1.5 text-xs ${isSeen ? "text-success" : "text-text-muted"}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {t(isSeen ? "records.seen" : "records.missing")}
    </span>
  );
}
