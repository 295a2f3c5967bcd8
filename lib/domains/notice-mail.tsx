import { render } from "react-email";
import { defaultLocale, findLocale, type Locale } from "@/lib/core/locale";
import { after } from "@/lib/core/time";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import type { EventPayload } from "@/lib/events/events";
import { translator } from "@/lib/i18n/translator";
import { MailLayout } from "@/lib/mail/mail-layout";
import { sendMail } from "@/lib/mail/send";
import { temporaryHost } from "@/lib/stores/hosts";
import { requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import { limits } from "./cadence";
import type { Claim } from "./claims";
import { findProblem } from "./problems";
import { domainsHost } from "./registry";
import { sightSchema, waysSchema } from "./sight";
import { wordsOf } from "./words";

type NoticeDue = EventPayload<"domain.notice_due">;
type Owner = { id: string; email: string; locale: string };
type Sent = { store: StoreView; claim: Claim; notice: NoticeDue["notice"]; eventId: string };

/** Tells each owner of a store what became of a domain, in their language. One mail per notice: apex and www say it once a day together. */
export async function mailNotice({ storeId, claimId, notice }: NoticeDue, eventId: string): Promise<void> {
  const store = await requireStore(storeId);
  const { claim, owners } = await withPlatform(async (tx) => ({
    claim: await tx.hostClaim.findUnique({ where: { storeId_id: { storeId, id: claimId } } }),
    owners: await tx.membership.findMany({
      where: { storeId, role: "owner" },
      select: { user: { select: { id: true, email: true, locale: true } } },
      take: 20,
    }),
  }));
  if (!claim) return;
  for (const { user } of owners) await send({ store, claim, notice, eventId }, user);
}

async function send({ store, claim, notice, eventId }: Sent, owner: Owner): Promise<void> {
  const locale = findLocale(owner.locale) ?? defaultLocale;
  const t = translator(locale, "domains.mail");
  const values = valuesOf(store, claim, locale);
  const href = new URL(`/admin/${store.slug}/domains`, env().PLATFORM_URL).toString();
  const mail = (
    <MailLayout
      locale={locale}
      preview={t(`${notice}.preview`, values)}
      brand="Vitrine"
      accent="#1c4a3e"
      accentContrast="#ffffff"
      heading={t(`${notice}.heading`, values)}
      paragraphs={t(`${notice}.body`, values).split("\n").filter(Boolean)}
      action={{ label: t("action"), href }}
      footer={t("footer", values)}
    />
  );
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })]);
  const dedupeKey = `domain-${notice}:${claim.storeId}:${dayOf(eventId, claim)}:${owner.id}`;
  await sendMail({
    storeId: store.id,
    dedupeKey,
    template: `domain-${notice}`,
    to: owner.email,
    subject: t(`${notice}.subject`, values),
    html,
    text,
  });
}

/** The notices of one name on one day are one; the day is that of the event, so that a retry a day later is no second mail. */
function dayOf(eventId: string, { name }: Claim): string {
  const milliseconds = Number.parseInt(eventId.replaceAll("-", "").slice(0, 12), 16);
  return `${name}:${new Date(milliseconds).toISOString().slice(0, 10)}`;
}

function valuesOf(store: StoreView, claim: Claim, locale: Locale): Record<string, string> {
  const { host, name, token } = claim;
  const described = { host, name, token, ways: waysSchema.parse(claim.ways), seen: sightSchema.parse(claim.seen) };
  const words = wordsOf({ ...described, issuers: domainsHost().issuers });
  const problem = findProblem(claim.problem);
  const t = translator(locale, "domains.problems");
  const deadline = after(limits.dnsMs, claim.provenAt ?? claim.stateSince);
  return {
    ...words,
    store: store.name,
    problem: problem ? t(`${problem}.what`, words) : "",
    remedy: problem ? t(`${problem}.remedy`, words) : "",
    deadline: new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: store.timeZone }).format(deadline),
    temporary: temporaryHost(store.slug, env().STORES_DOMAIN),
  };
}
