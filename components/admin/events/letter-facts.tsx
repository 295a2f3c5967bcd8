import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { Locale } from "@/lib/core/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { LetterDetailView } from "./letter-screen";

type Told = { letter: LetterDetailView; locale: Locale; timeZone: string; t: Translate };

/** Each failed try with its moment, to the second; operators also read what the queue was answered. */
export function LetterTries({ letter, locale, timeZone, isOperator, t }: Told & { isOperator: boolean }): ReactNode {
  const untold = letter.attempts - letter.tries.length;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  return (
    <Card>
      <CardHeader title={t("tries")} />
      <ol className="mt-4 divide-y divide-border border-border border-t text-sm">
        {letter.tries.map(({ at, status, cause }, index) => (
          <li key={at} className="grid gap-x-4 gap-y-0.5 px-5 py-3 sm:grid-cols-[1.5rem_13rem_1fr_auto]">
            <span className="hidden text-text-muted tabular-nums sm:block">{index + 1}</span>
            <time dateTime={at} className="tabular-nums">
              {moment.format(new Date(at))}
            </time>
            <span>{t(`causes.${cause}`)}</span>
            {isOperator ? (
              <span className="text-text-muted tabular-nums">{status === 0 ? t("answer.none") : t("answer.status", { status })}</span>
            ) : null}
          </li>
        ))}
        {letter.tries.length === 0 ? <li className="px-5 py-3 text-text-muted">{t("attempts", { count: letter.attempts })}</li> : null}
        {untold > 0 && letter.tries.length > 0 ? (
          <li className="px-5 py-3 text-text-muted">{t("triesEarlier", { count: untold })}</li>
        ) : null}
      </ol>
    </Card>
  );
}

/** Names and contents of the message, without personal data and secrets. Folded: it is for who looks into the machine. */
export function LetterFacts({ letter, t }: Pick<Told, "letter" | "t">): ReactNode {
  const facts = [
    [t("facts.event"), letter.eventName],
    [t("facts.consumer"), letter.consumer],
    [t("facts.eventId"), letter.eventId],
    [t("facts.messageId"), letter.messageId ?? "–"],
    [t("facts.said"), letter.detail || "–"],
  ] as const;
  return (
    <Card>
      <details className="group p-5">
        <summary className="flex min-h-6 cursor-pointer list-none items-center justify-between gap-4 font-semibold text-base touch:min-h-11">
          <h2>{t("facts.title")}</h2>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-text-muted transition-transform group-open:rotate-180" />
        </summary>
        <div className="mt-4 grid gap-4">
          <dl className="grid gap-3 text-sm">
            {facts.map(([name, value]) => (
              <Fact key={name} name={name} value={value} />
            ))}
          </dl>
          <h3 className="font-medium text-sm">{t("facts.payload")}</h3>
          <dl className="grid gap-3 rounded-md bg-muted p-4 text-sm">
            {letter.payload.map(({ key, value }) => (
              <Fact key={key} name={key} value={value ?? t("facts.hidden")} />
            ))}
          </dl>
        </div>
      </details>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div className="grid gap-0.5">
      <dt className="text-text-muted text-xs">{name}</dt>
      <dd className="break-all font-mono text-xs">{value}</dd>
    </div>
  );
}

export type LetterActsProps = Told & { isOperator: boolean };

/** What was done about it, by whom and when; a merchant reads "the platform" for its operators. */
export function LetterActs({ letter, locale, timeZone, isOperator, t }: LetterActsProps): ReactNode {
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const actorOf = ({ actorKind, actor }: LetterDetailView["acts"][number]) => {
    if (actorKind === "system") return t("history.system");
    return actorKind === "operator" && !isOperator ? t("history.operator") : actor;
  };
  return (
    <Card>
      <CardHeader title={t("history.title")} />
      <CardBody>
        {letter.acts.length === 0 ? <p className="text-sm text-text-muted">{t("history.empty")}</p> : null}
        <ol className="grid gap-3 text-sm">
          {letter.acts.map((act) => (
            <li key={act.at.toISOString()} className="grid gap-0.5">
              <span className="font-medium">
                {t(`acts.${act.action}`)}
                {act.detail ? <span className="font-normal">: {act.detail}</span> : null}
              </span>
              <span className="break-words text-text-muted text-xs">
                {actorOf(act)} · <time dateTime={act.at.toISOString()}>{moment.format(act.at)}</time>
              </span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
