import type { Locale } from "@/lib/core/locale";
import enAdminBilling from "./messages/en/admin-billing.json";
import enAdminCollections from "./messages/en/admin-collections.json";
import enAdminEvents from "./messages/en/admin-events.json";
import enAdminHome from "./messages/en/admin-home.json";
import enAdminImport from "./messages/en/admin-import.json";
import enAdminMembers from "./messages/en/admin-members.json";
import enAdminOrders from "./messages/en/admin-orders.json";
import enAdminPayments from "./messages/en/admin-payments.json";
import enAdminProducts from "./messages/en/admin-products.json";
import enAdminSettings from "./messages/en/admin-settings.json";
import enAdminShell from "./messages/en/admin-shell.json";
import enAuth from "./messages/en/auth.json";
import enCart from "./messages/en/cart.json";
import enCheckout from "./messages/en/checkout.json";
import enDomains from "./messages/en/domains.json";
import enErrors from "./messages/en/errors.json";
import enLegal from "./messages/en/legal.json";
import enMail from "./messages/en/mail.json";
import enMarketing from "./messages/en/marketing.json";
import enOperator from "./messages/en/operator.json";
import enOrder from "./messages/en/order.json";
import enReconciliation from "./messages/en/reconciliation.json";
import enSearchSync from "./messages/en/search-sync.json";
import enSignup from "./messages/en/signup.json";
import enStorefront from "./messages/en/storefront.json";
import enUi from "./messages/en/ui.json";
import ptAdminBilling from "./messages/pt-BR/admin-billing.json";
import ptAdminCollections from "./messages/pt-BR/admin-collections.json";
import ptAdminEvents from "./messages/pt-BR/admin-events.json";
import ptAdminHome from "./messages/pt-BR/admin-home.json";
import ptAdminImport from "./messages/pt-BR/admin-import.json";
import ptAdminMembers from "./messages/pt-BR/admin-members.json";
import ptAdminOrders from "./messages/pt-BR/admin-orders.json";
import ptAdminPayments from "./messages/pt-BR/admin-payments.json";
import ptAdminProducts from "./messages/pt-BR/admin-products.json";
import ptAdminSettings from "./messages/pt-BR/admin-settings.json";
import ptAdminShell from "./messages/pt-BR/admin-shell.json";
import ptAuth from "./messages/pt-BR/auth.json";
import ptCart from "./messages/pt-BR/cart.json";
import ptCheckout from "./messages/pt-BR/checkout.json";
import ptDomains from "./messages/pt-BR/domains.json";
import ptErrors from "./messages/pt-BR/errors.json";
import ptLegal from "./messages/pt-BR/legal.json";
import ptMail from "./messages/pt-BR/mail.json";
import ptMarketing from "./messages/pt-BR/marketing.json";
import ptOperator from "./messages/pt-BR/operator.json";
import ptOrder from "./messages/pt-BR/order.json";
import ptReconciliation from "./messages/pt-BR/reconciliation.json";
import ptSearchSync from "./messages/pt-BR/search-sync.json";
import ptSignup from "./messages/pt-BR/signup.json";
import ptStorefront from "./messages/pt-BR/storefront.json";
import ptUi from "./messages/pt-BR/ui.json";

const english = {
  ui: enUi,
  marketing: enMarketing,
  "admin-shell": enAdminShell,
  auth: enAuth,
  signup: enSignup,
  "search-sync": enSearchSync,
  "admin-home": enAdminHome,
  "admin-products": enAdminProducts,
  "admin-collections": enAdminCollections,
  "admin-import": enAdminImport,
  "admin-orders": enAdminOrders,
  "admin-settings": enAdminSettings,
  "admin-payments": enAdminPayments,
  "admin-members": enAdminMembers,
  "admin-events": enAdminEvents,
  "admin-billing": enAdminBilling,
  operator: enOperator,
  reconciliation: enReconciliation,
  storefront: enStorefront,
  cart: enCart,
  checkout: enCheckout,
  order: enOrder,
  domains: enDomains,
  mail: enMail,
  errors: enErrors,
  legal: enLegal,
};

const portuguese: { [Namespace in keyof typeof english]: object } = {
  ui: ptUi,
  marketing: ptMarketing,
  "admin-shell": ptAdminShell,
  auth: ptAuth,
  signup: ptSignup,
  "search-sync": ptSearchSync,
  "admin-home": ptAdminHome,
  "admin-products": ptAdminProducts,
  "admin-collections": ptAdminCollections,
  "admin-import": ptAdminImport,
  "admin-orders": ptAdminOrders,
  "admin-settings": ptAdminSettings,
  "admin-payments": ptAdminPayments,
  "admin-members": ptAdminMembers,
  "admin-events": ptAdminEvents,
  "admin-billing": ptAdminBilling,
  operator: ptOperator,
  reconciliation: ptReconciliation,
  storefront: ptStorefront,
  cart: ptCart,
  checkout: ptCheckout,
  order: ptOrder,
  domains: ptDomains,
  mail: ptMail,
  errors: ptErrors,
  legal: ptLegal,
};

export type Namespace = keyof typeof english;
export type Messages = Record<string, object>;

/** All sentences of a language, by namespace. A test asserts that both languages have the same keys. */
export function messagesOf(locale: Locale): Messages {
  return locale === "pt-BR" ? portuguese : english;
}

/** A namespace, or a first-level part of one: `storefront.product`. */
export type MessagePath = Namespace | `${Namespace}.${string}`;

/** Only what a page's client components speak, for the provider: it goes along with every page. Throws for a part that there is not. */
export function pickMessages(locale: Locale, paths: readonly MessagePath[]): Messages {
  const all = messagesOf(locale);
  const picked: Messages = {};
  for (const path of paths) {
    const [namespace = "", part] = path.split(".");
    const whole: Record<string, unknown> = { ...all[namespace] };
    if (part !== undefined && !(part in whole)) throw new Error(`no messages under ${path}`);
    picked[namespace] = part === undefined ? whole : { ...picked[namespace], [part]: whole[part] };
  }
  return picked;
}
