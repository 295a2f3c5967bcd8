import type { ReactNode } from "react";
import { RowAction } from "@/components/admin/row-action";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { hrefWith, type SearchParams } from "@/components/ui/search-params";
import { TextLink } from "@/components/ui/text-link";
import type { FormState } from "@/lib/core/form-state";
import type { Translate } from "@/lib/i18n/translator";
import { CauseBadge } from "./letter-table";

export type Act = (previous: FormState, form: FormData) => Promise<FormState>;

export type CauseGroupsProps = {
  causes: readonly { value: string; count: number }[];
  path: string;
  params: SearchParams;
  /** What the acts are told besides the cause: the moment of the page, the filters in force. */
  fields: Record<string, string>;
  /** How many one act reaches at most. */
  most: number;
  replayAll: Act;
  discardAll: Act;
  t: Translate;
};

/** Open messages by their cause: what it means, and what can be done about all of them at once. */
export function CauseGroups({ causes, t, ...rest }: CauseGroupsProps): ReactNode {
  if (causes.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t("groups.title")} description={t("groups.help")} />
      <ul className="mt-4 divide-y divide-border border-border border-t">
        {causes.map((cause) => (
          <Group key={cause.value} cause={cause} t={t} {...rest} />
        ))}
      </ul>
    </Card>
  );
}

type GroupProps = Omit<CauseGroupsProps, "causes"> & { cause: { value: string; count: number } };

function Group({ cause: { value, count }, path, params, fields, most, replayAll, discardAll, t }: GroupProps): ReactNode {
  const sent = { ...fields, cause: value };
  return (
    <li className="grid items-center gap-x-6 gap-y-3 px-5 py-4 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 max-w-prose gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CauseBadge cause={value} t={t} />
          <TextLink href={hrefWith(path, params, { cause: value })} className="text-sm tabular-nums">
            {t("groups.count", { count })}
          </TextLink>
        </div>
        <p className="text-pretty text-sm text-text-muted">{t(`causeHelp.${value}`)}</p>
      </div>
      <div className="flex flex-wrap gap-1">
        <RowAction
          action={replayAll}
          fields={sent}
          label={t("replay.all")}
          title={t("replay.allTitle", { count })}
          description={t("replay.allText", { most })}
          isDangerous={false}
          variant="secondary"
        />
        <RowAction
          action={discardAll}
          fields={sent}
          label={t("discard.all")}
          title={t("discard.allTitle", { count })}
          description={t("discard.allText", { most })}
        >
          <Field name="reason" id={`reason-${value}`} label={t("discard.reason")} required>
            <Input maxLength={200} />
          </Field>
        </RowAction>
      </div>
    </li>
  );
}
