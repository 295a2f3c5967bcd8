import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { StatusPill, type Tone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { Act } from "./cause-groups";
import { DryRun } from "./dry-run";
import { LetterActs, LetterFacts, LetterTries } from "./letter-facts";
import { CauseBadge, type LetterView } from "./letter-table";

export type LetterDetailView = LetterView & {
  eventName: string;
  eventId: string;
  messageId: string | null;
  detail: string;
  firstFailedAt: Date;
  tries: readonly { at: string; status: number; cause: string }[];
  payload: readonly { key: string; value: string | null }[];
  acts: readonly { action: string; actorKind: string; actor: string; detail: string; at: Date }[];
};

export type LetterScreenProps = {
  locale: Locale;
  timeZone: string;
  letter: LetterDetailView;
  /** The list that it stands in. */
  path: string;
  /** The order, product or collection that it is about, and where the reader finds it; null when it is about none. */
  subject: { kind: string; name: string; href: string | null } | null;
  /** Whether the reader may know who of the platform acted. */
  isOperator: boolean;
  replay: Act;
  discard: Act;
  rehearse: Act;
  t: Translate;
};

const tones: Record<string, Tone> = { open: "danger", replayed: "accent", resolved: "success", discarded: "neutral" };

/** One dead letter: what happened, when it was tried, what it says, and what can be done. */
export function LetterScreen(props: LetterScreenProps): ReactNode {
  const { locale, letter, path, t } = props;
  return (
    <>
      <PageHeader
        locale={locale}
        title={t(`consumers.${letter.consumer}`)}
        status={<StatusPill tone={tones[letter.status] ?? "neutral"}>{t(`standing.${letter.status}`)}</StatusPill>}
        description={letter.storeName === "" ? t("platform") : (letter.storeName ?? undefined)}
        crumbs={[{ href: path, label: t("back") }]}
        action={letter.status === "open" ? <Acts {...props} /> : undefined}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-6">
          <Happened {...props} />
          <LetterTries {...props} />
        </div>
        <div className="grid gap-6">
          {letter.status === "open" || letter.status === "replayed" ? <DryRun action={props.rehearse} id={letter.id} /> : null}
          <LetterActs {...props} />
          <LetterFacts letter={letter} t={t} />
        </div>
      </div>
    </>
  );
}

function Happened({ letter, subject, locale, timeZone, t }: LetterScreenProps): ReactNode {
  const about = subject && t(`about.${subject.kind}`, { name: subject.name });
  return (
    <Card>
      <CardHeader title={t("happened")} />
      <CardBody className="gap-3">
        <CauseBadge cause={letter.cause} t={t} />
        <p className="max-w-prose text-pretty text-sm">{t(`causeHelp.${letter.cause}`)}</p>
        {about ? <p className="text-sm">{subject.href ? <TextLink href={subject.href}>{about}</TextLink> : about}</p> : null}
        <p className="text-sm text-text-muted">
          {t("attempts", { count: letter.attempts })} · {t("columns.failed")}:{" "}
          <DateText value={letter.lastFailedAt} locale={locale} timeZone={timeZone} show="datetime" />
        </p>
        {letter.resolution ? (
          <p className="text-sm">
            {t("discard.reason")}: {letter.resolution}
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Acts({ letter, replay, discard, t }: LetterScreenProps): ReactNode {
  return (
    <>
      <RowAction
        action={discard}
        fields={{ id: letter.id }}
        label={t("discard.action")}
        title={t("discard.title")}
        description={t("discard.text")}
      >
        <Field name="reason" label={t("discard.reason")} required>
          <Input maxLength={200} />
        </Field>
      </RowAction>
      <RowAction
        action={replay}
        fields={{ id: letter.id }}
        label={t("replay.action")}
        title={t("replay.title")}
        description={t("replay.text")}
        isDangerous={false}
        variant="primary"
      />
    </>
  );
}
