import { defaultLocale, findLocale, type Locale } from "@/lib/core/locale";
import { unseal } from "@/lib/core/seal";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { outsideConsumer } from "@/lib/events/consume";
import { sendPlatformMail } from "@/lib/mail/platform-mail";
import { sealKeys } from "@/lib/security/seal-keys";
import { requireStore } from "@/lib/stores/queries";
import { issueToken, type TokenPurpose } from "./commands";

type Person = { email: string; locale: Locale; token: string };

async function prepare(userId: string, purpose: TokenPurpose): Promise<Person> {
  return withPlatform(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, locale: true } });
    return { email: user.email, locale: findLocale(user.locale) ?? defaultLocale, token: await issueToken(tx, userId, purpose) };
  });
}

function platformLink(path: string): string {
  return new URL(path, env().PLATFORM_URL).toString();
}

export const mailVerifyAddress = outsideConsumer("mail-verify-address", "member.registered", async ({ eventId, payload }) => {
  const person = await prepare(payload.userId, "verify_email");
  await sendPlatformMail({
    template: "verify",
    locale: person.locale,
    to: person.email,
    dedupeKey: `verify:${eventId}`,
    href: platformLink(`/verify?token=${person.token}`),
  });
});

export const mailPasswordReset = outsideConsumer("mail-password-reset", "password.reset_requested", async ({ eventId, payload }) => {
  const person = await prepare(payload.userId, "reset_password");
  await sendPlatformMail({
    template: "reset",
    locale: person.locale,
    to: person.email,
    dedupeKey: `reset:${eventId}`,
    href: platformLink(`/reset/${person.token}`),
  });
});

export const mailInvitation = outsideConsumer("mail-invitation", "member.invited", async ({ payload }) => {
  const store = await requireStore(payload.storeId);
  const invitation = await withPlatform((tx) =>
    tx.invitation.findUnique({
      where: { storeId_id: { storeId: payload.storeId, id: payload.invitationId } },
      select: { email: true, acceptedAt: true },
    }),
  );
  if (!invitation || invitation.acceptedAt) return;
  const token = unseal(sealKeys(), payload.tokenSealed, `invitation:${payload.invitationId}`);
  await sendPlatformMail({
    template: "invitation",
    locale: store.locale,
    to: invitation.email,
    dedupeKey: `invitation:${payload.invitationId}`,
    storeId: store.id,
    href: platformLink(`/invitation/${token}`),
    values: { store: store.name },
  });
});
