import { render } from "react-email";
import { accentContrast } from "@/lib/core/colour";
import type { StoreId } from "@/lib/core/ids";
import { findLocale, type Locale } from "@/lib/core/locale";
import { formatMoney } from "@/lib/core/money";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { sortFailure } from "@/lib/events/failures";
import { translator } from "@/lib/i18n/translator";
import { MailLayout } from "@/lib/mail/mail-layout";
import { sendMail } from "@/lib/mail/send";
import { addressOf } from "@/lib/stores/hosts";
import { requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import { MailLines } from "./mail-lines";
import { findOrder, openPageToken } from "./queries";
import type { OrderView } from "./view";

export type ShopperTemplate = "placed" | "paid" | "failed" | "expired" | "cancelled" | "shipped" | "refunded";

type OrderMail = { store: StoreView; order: OrderView; locale: Locale; href: string; values: Record<string, string> };

export type MailWish = {
  storeId: StoreId;
  orderId: string;
  template: ShopperTemplate;
  /** Unique among the mails of this template for the order: the id of a refund, of a parcel. */
  subject?: string;
  values?: Record<string, string>;
};

/** Writes to the shopper about an order, in the store's name, in the language they bought in. Not sent again for the same thing. */
export async function mailShopper({ storeId, orderId, template, subject = "", values = {} }: MailWish): Promise<void> {
  const [store, order] = await Promise.all([requireStore(storeId), findOrder(storeId, orderId)]);
  if (!order?.person.email) return;
  const page = `${addressOf(store.primaryHost, env().PLATFORM_URL)}/orders/${await openPageToken(storeId, orderId)}`;
  const locale = findLocale(order.locale) ?? store.locale;
  const mail = { store, order, locale, href: page, values };
  await send(mail, { template, to: order.person.email, dedupeKey: `order-${template}:${orderId}:${subject}` });
}

/** Tells the merchant of an order that was paid: to the store's contact address, else to its owners. */
export async function mailMerchant(storeId: StoreId, orderId: string): Promise<void> {
  const [store, order] = await Promise.all([requireStore(storeId), findOrder(storeId, orderId)]);
  if (!order) return;
  const href = new URL(`/admin/${store.slug}/orders/${orderId}`, env().PLATFORM_URL).toString();
  const mail = { store, order, locale: store.locale, href, values: {} };
  await toEach(await merchantAddresses(store), (to) => send(mail, { template: "sold", to, dedupeKey: `order-sold:${orderId}:${to}` }));
}

export const merchantTemplates = [
  "refundFailed",
  "disputed",
  "authorized",
  "captureDue",
  "unfulfillable",
  "keptMoney",
  "mismatch",
  "overpaid",
] as const;
export type MerchantTemplate = (typeof merchantTemplates)[number];
export type Warning = {
  storeId: StoreId;
  orderId: string;
  template: MerchantTemplate;
  /** The refund, dispute, attempt or event it is about: told once. */
  subject: string;
  values: Record<string, string>;
};

/** Tells the merchant that something about an order's money needs them. */
export async function warnMerchant({ storeId, orderId, template, subject, values }: Warning): Promise<void> {
  const [store, order] = await Promise.all([requireStore(storeId), findOrder(storeId, orderId)]);
  if (!order) return;
  const href = new URL(`/admin/${store.slug}/orders/${orderId}`, env().PLATFORM_URL).toString();
  const mail = { store, order, locale: store.locale, href, values };
  const key = `order-${template}:${orderId}:${subject}`;
  await toEach(await merchantAddresses(store), (to) => send(mail, { template, to, dedupeKey: `${key}:${to}` }));
}

/** An address that is refused keeps no other from the mail. Throws what went wrong in the end: what a retry may mend, if anything. */
async function toEach(addresses: readonly string[], sendTo: (address: string) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const address of addresses) await sendTo(address).catch((failure: unknown) => failures.push(failure));
  if (failures.length > 0) throw failures.find((failure) => sortFailure(failure).isRetryable) ?? failures[0];
}

async function merchantAddresses(store: StoreView): Promise<string[]> {
  if (store.contact.email) return [store.contact.email];
  const owners = await withPlatform((tx) =>
    tx.membership.findMany({ where: { storeId: store.id, role: "owner" }, select: { user: { select: { email: true } } }, take: 5 }),
  );
  return owners.map(({ user }) => user.email);
}

type Envelope = { template: ShopperTemplate | MerchantTemplate | "sold"; to: string; dedupeKey: string };

const toMerchant: readonly string[] = ["sold", ...merchantTemplates] satisfies Envelope["template"][];

async function send({ store, order, locale, href, values }: OrderMail, { template, to, dedupeKey }: Envelope): Promise<void> {
  const t = translator(locale, "mail");
  const isToMerchant = toMerchant.includes(template);
  const known = {
    store: store.name,
    number: String(order.number),
    name: order.person.name.split(" ")[0] ?? "",
    total: formatMoney(order.totalCents, order.currency, locale),
    ...values,
  };
  const key = (part: string) => t(`order.${template}.${part}`, known);
  const mail = (
    <MailLayout
      locale={locale}
      preview={key("preview")}
      brand={store.name}
      accent={store.theme.accent}
      accentContrast={accentContrast(store.theme.accent)}
      heading={key("heading")}
      paragraphs={key("body").split("\n")}
      action={{ label: key("action"), href }}
      footer={t(isToMerchant ? "order.merchantFooter" : "order.footer", known)}
    >
      <MailLines order={order} t={translator(locale, "mail.order.lines")} />
    </MailLayout>
  );
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })]);
  const replyTo = isToMerchant ? order.person.email : store.contact.email;
  const from = isToMerchant ? {} : { fromName: store.name };
  await sendMail({
    storeId: store.id,
    dedupeKey,
    template: `order-${template}`,
    to,
    ...from,
    ...(replyTo ? { replyTo } : {}),
    subject: key("subject"),
    html,
    text,
  });
}
