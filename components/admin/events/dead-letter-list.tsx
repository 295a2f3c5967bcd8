import type { ReactNode } from "react";
import { RowAction } from "@/components/admin/row-action";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/date-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";

export type DeadLetterView = {
  id: string;
  storeName: string | null;
  eventName: string;
  consumer: string;
  cause: string;
  detail: string;
  attempts: number;
  status: string;
  resolution: string;
  payload: unknown;
  lastFailedAt: Date;
};

type Act = (previous: FormState, form: FormData) => Promise<FormState>;
export type DeadLetterListProps = {
  locale: Locale;
  timeZone: string;
  now: Date;
  letters: readonly DeadLetterView[];
  replay: Act;
  discard: Act;
  t: Translate;
};

/** What could not be done: in plain words, with what can be done about it. */
export function DeadLetterList(props: DeadLetterListProps): ReactNode {
  const { letters, t } = props;
  if (letters.length === 0) {
    return (
      <Card>
        <EmptyState title={t("empty.title")}>{t("empty.help")}</EmptyState>
      </Card>
    );
  }
  return (
    <ul className="grid gap-4">
      {letters.map((letter) => (
        <li key={letter.id}>
          <Letter {...props} letter={letter} />
        </li>
      ))}
    </ul>
  );
}

function Letter({ letter, locale, timeZone, now, replay, discard, t }: DeadLetterListProps & { letter: DeadLetterView }): ReactNode {
  return (
    <Card className="grid gap-3 p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold">{t(`consumers.${letter.consumer}`)}</h2>
        <span className="text-sm text-text-muted">
          {letter.storeName ? `${letter.storeName} · ` : ""}
          <RelativeTime value={letter.lastFailedAt} now={now} locale={locale} timeZone={timeZone} />
        </span>
      </div>
      <p className="text-sm">
        {t(`causes.${letter.cause}`)} {t("attempts", { count: letter.attempts })}
      </p>
      <details className="text-sm text-text-muted">
        <summary className="min-h-8 cursor-pointer">{t("details")}</summary>
        <pre className="mt-2 overflow-x-auto rounded-md bg-muted p-3 text-xs">
          {JSON.stringify({ event: letter.eventName, consumer: letter.consumer, said: letter.detail, payload: letter.payload }, null, 2)}
        </pre>
      </details>
      {letter.status === "open" ? (
        <div className="flex flex-wrap gap-2">
          <RowAction
            action={replay}
            fields={{ id: letter.id }}
            label={t("replay.action")}
            title={t("replay.title")}
            description={t("replay.text")}
            isDangerous={false}
          />
          <RowAction
            action={discard}
            fields={{ id: letter.id }}
            label={t("discard.action")}
            title={t("discard.title")}
            description={t("discard.text")}
          >
            <Field name="reason" id={`reason-${letter.id}`} label={t("discard.reason")} required>
              <Input maxLength={200} />
            </Field>
          </RowAction>
        </div>
      ) : (
        <p className="text-sm text-text-muted">
          {t(`statuses.${letter.status}`)} {letter.resolution}
        </p>
      )}
    </Card>
  );
}
