import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { PasswordForm } from "@/components/admin/settings/password-form";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/date-text";
import { translator } from "@/lib/i18n/translator";
import { readBrowser } from "@/lib/identity/browser";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { listSessions } from "@/lib/identity/sessions";
import { changePasswordAction, revokeSessionAction } from "./actions";
import { SecondFactorCard } from "./second-factor-card";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-settings")("account.title") };
}

export default async function AccountPage({ params }: Props): Promise<ReactNode> {
  const context = await requireMember((await params).store);
  const { store, member, locale } = context;
  const t = translator(locale, "admin-settings");
  const sessions = await listSessions(member.userId);
  const now = new Date();
  return (
    <>
      <PageHeader locale={locale} title={t("account.title")} description={member.email} />
      <Card>
        <CardHeader title={t("account.password.title")} />
        <CardBody>
          <PasswordForm action={changePasswordAction.bind(null, store.slug)} />
        </CardBody>
      </Card>
      <SecondFactorCard {...context} />
      <Card>
        <CardHeader title={t("account.sessions.title")} />
        <ul className="divide-y divide-border">
          {sessions.map((session) => (
            <li key={session.id} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-sm">
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium">{nameOf(session.userAgent, t)}</span>
                <span className="text-text-muted">
                  <RelativeTime value={session.lastSeenAt} now={now} locale={locale} timeZone={store.timeZone} />
                </span>
              </span>
              {session.id === member.sessionId ? (
                <Badge>{t("account.sessions.this")}</Badge>
              ) : (
                <RowAction
                  action={revokeSessionAction.bind(null, store.slug)}
                  fields={{ sessionId: session.id }}
                  label={t("account.sessions.end")}
                  title={t("account.sessions.endTitle")}
                  description={t("account.sessions.endText")}
                />
              )}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function nameOf(userAgent: string, t: (key: string, values?: Record<string, string>) => string): string {
  const known = readBrowser(userAgent);
  return known ? t("account.sessions.on", known) : t("account.sessions.unknown");
}
