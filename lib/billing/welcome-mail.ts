import { defaultLocale, findLocale } from "@/lib/core/locale";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { issueToken } from "@/lib/identity/commands";
import { sendPlatformMail } from "@/lib/mail/platform-mail";
import { addressOf } from "@/lib/stores/hosts";
import { requireStore } from "@/lib/stores/queries";

/** Tells the owner that the store is open: its address, the way in, and the link that verifies the e-mail. Once per sign-up. */
export async function sendWelcomeMail({ storeId, signupId }: { storeId: string; signupId: string }): Promise<void> {
  const store = await requireStore(storeId);
  const { owner, token } = await withPlatform(async (tx) => {
    const signup = await tx.signup.findUniqueOrThrow({ where: { id: signupId }, select: { email: true, locale: true } });
    const user = await tx.user.findUniqueOrThrow({ where: { email: signup.email }, select: { id: true } });
    return { owner: signup, token: await issueToken(tx, user.id, "verify_email") };
  });
  const next = encodeURIComponent(`/admin/${store.slug}`);
  await sendPlatformMail({
    template: "welcome",
    locale: findLocale(owner.locale) ?? defaultLocale,
    to: owner.email,
    dedupeKey: `welcome:${signupId}`,
    storeId,
    href: new URL(`/verify?token=${token}&next=${next}`, env().PLATFORM_URL).toString(),
    values: { store: store.name, address: addressOf(store.primaryHost, env().PLATFORM_URL) },
  });
}
