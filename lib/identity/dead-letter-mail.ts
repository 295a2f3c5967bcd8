import { defaultLocale, findLocale } from "@/lib/core/locale";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { outsideConsumer } from "@/lib/events/consume";
import { countDeadLetters } from "@/lib/events/dead-letters";
import { translator } from "@/lib/i18n/translator";
import { sendPlatformMail } from "@/lib/mail/platform-mail";

const everywhere = { storeId: null };
const mostNamed = 5;

/** Tells an operator what fails and why, in their language. Sends nothing to who is none any more, or when all is done meanwhile. */
export const mailDeadLetters = outsideConsumer("mail-dead-letters", "dead_letters.appeared", async ({ eventId, payload }) => {
  const { userId, cause } = payload;
  const operator = await withPlatform((tx) =>
    tx.user.findUnique({ where: { id: userId, isOperator: true }, select: { email: true, locale: true } }),
  );
  const filter = { state: "open", consumers: [], causes: [cause], since: null, until: null } as const;
  const { consumers } = await countDeadLetters(everywhere, filter);
  if (!operator || consumers.length === 0) return;
  const locale = findLocale(operator.locale) ?? defaultLocale;
  const t = translator(locale, "admin-events");
  const named = consumers.slice(0, mostNamed).map(({ value, count }) => `${t(`consumers.${value}`)} (${count})`);
  const count = consumers.reduce((sum, one) => sum + one.count, 0);
  await sendPlatformMail({
    template: "deadLetters",
    locale,
    to: operator.email,
    dedupeKey: `dead-letters:${eventId}`,
    href: new URL(`/operator/events?cause=${cause}`, env().PLATFORM_URL).toString(),
    values: {
      cause: t(`causes.${cause}`),
      help: t(`causeHelp.${cause}`),
      count: t("groups.count", { count }),
      works: new Intl.ListFormat(locale, { type: "conjunction" }).format(named),
    },
  });
});
