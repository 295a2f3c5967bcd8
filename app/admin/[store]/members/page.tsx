import type { Metadata } from "next";
import type { ReactNode } from "react";
import { InviteForm } from "@/components/admin/members/invite-form";
import { PageHeader } from "@/components/admin/page-header";
import { RowAction } from "@/components/admin/row-action";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { translator } from "@/lib/i18n/translator";
import { readTeam } from "@/lib/identity/members";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { inviteAction, removeMemberAction, withdrawAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-members")("title") };
}

export default async function MembersPage({ params }: Props): Promise<ReactNode> {
  const { store, member, locale } = await requireMember((await params).store, "members:write");
  const t = translator(locale, "admin-members");
  const team = await readTeam(store.id);
  const taken = team.members.length + team.invitations.length;
  const row = "flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-sm";
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("title")}
        description={team.maxMembers === null ? t("unlimited") : t("limit", { taken, max: team.maxMembers })}
      />
      <Card>
        <ul className="divide-y divide-border">
          {team.members.map((person) => (
            <li key={person.userId} className={row}>
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium">{person.name || person.email}</span>
                <span className="truncate text-text-muted">{person.email}</span>
              </span>
              <Badge>{t(`roles.${person.role}`)}</Badge>
              {person.userId === member.userId ? null : (
                <RowAction
                  action={removeMemberAction.bind(null, store.slug)}
                  fields={{ userId: person.userId }}
                  label={t("remove.action")}
                  title={t("remove.title", { name: person.name || person.email })}
                  description={t("remove.text")}
                />
              )}
            </li>
          ))}
          {team.invitations.map((invitation) => (
            <li key={invitation.id} className={row}>
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium">{invitation.email}</span>
                <span className="text-text-muted">
                  {t("invitedUntil")} <DateText value={invitation.expiresAt} locale={locale} timeZone={store.timeZone} />
                </span>
              </span>
              <Badge>{t(`roles.${invitation.role}`)}</Badge>
              <RowAction
                action={withdrawAction.bind(null, store.slug)}
                fields={{ invitationId: invitation.id }}
                label={t("withdraw.action")}
                title={t("withdraw.title", { email: invitation.email })}
                description={t("withdraw.text")}
              />
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <CardHeader title={t("invite.title")} />
        <CardBody>
          <InviteForm action={inviteAction.bind(null, store.slug)} />
        </CardBody>
      </Card>
    </>
  );
}
