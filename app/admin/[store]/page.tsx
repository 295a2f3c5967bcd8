import type { Metadata } from "next";
import type { ReactNode } from "react";
import { type AttentionItem, AttentionList } from "@/components/admin/attention-list";
import { BestSellers, LatestOrders } from "@/components/admin/home-lists";
import { PageHeader } from "@/components/admin/page-header";
import { SalesChart } from "@/components/admin/sales-chart";
import { SalesTiles } from "@/components/admin/sales-tiles";
import { SetupChecklist, type SetupStep } from "@/components/admin/setup-checklist";
import { VerifyNotice } from "@/components/admin/verify-notice";
import { LinkButton } from "@/components/ui/link-button";
import { env } from "@/lib/env";
import { type Translate, translator } from "@/lib/i18n/translator";
import { isAllowed, type Role } from "@/lib/identity/permissions";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { type Attention, readAttention } from "@/lib/orders/attention";
import { listBestSellers } from "@/lib/orders/best-sellers";
import { listOrders } from "@/lib/orders/list";
import { readSales } from "@/lib/orders/sales";
import { addressOf } from "@/lib/stores/hosts";
import { readSetup, type SetupStepKey } from "@/lib/stores/setup";
import { resendVerificationAction } from "./actions";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-home")("title") };
}

export default async function HomePage({ params }: Props): Promise<ReactNode> {
  const { store, member, locale } = await requireMember((await params).store);
  const t = translator(locale, "admin-home");
  const [setup, attention, sales, { items: orders }, sellers] = await Promise.all([
    readSetup(store),
    readAttention(store),
    readSales(store),
    listOrders(store.id, { page: 1 }),
    listBestSellers(store),
  ]);
  const base = `/admin/${store.slug}`;
  const isReady = Object.values(setup).every(Boolean);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: store.timeZone }).format(new Date());
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("greeting", { store: store.name })}
        action={
          <LinkButton href={addressOf(store.primaryHost, env().PLATFORM_URL)} variant="secondary">
            {t("viewStore")}
          </LinkButton>
        }
      />
      {member.isVerified ? null : <VerifyNotice email={member.email} action={resendVerificationAction.bind(null, store.slug)} />}
      {isReady ? null : <SetupChecklist locale={locale} steps={toSteps(setup, base, t)} />}
      <SalesTiles locale={locale} currency={store.currency} today={sales.today} before={sales.weekAgo} weekday={weekday} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <SalesChart locale={locale} currency={store.currency} points={sales.days} totalCents={sales.monthCents} />
        <AttentionList locale={locale} items={toItems(seenBy(member.role, attention), base, t)} />
        <LatestOrders store={store} locale={locale} orders={orders.slice(0, 5)} t={t} words={translator(locale, "admin-orders")} />
        <BestSellers store={store} locale={locale} sellers={sellers} t={t} />
      </div>
    </>
  );
}

const stepPaths: Record<SetupStepKey, string> = {
  logo: "/theme",
  products: "/products/import",
  payments: "/payments",
  shipping: "/shipping",
  firstOrder: "/orders",
};

function toSteps(setup: Record<SetupStepKey, boolean>, base: string, t: Translate): SetupStep[] {
  return (Object.keys(stepPaths) as SetupStepKey[]).map((key) => ({
    key,
    title: t(`steps.${key}.title`),
    help: t(`steps.${key}.help`),
    actionLabel: t(`steps.${key}.action`),
    href: `${base}${stepPaths[key]}`,
    isDone: setup[key],
  }));
}

/** Who may not act on failed work is not sent to its console. */
function seenBy(role: Role, attention: Attention): Attention {
  return isAllowed(role, "events:write") ? attention : { ...attention, deadLetters: 0 };
}

function toItems(attention: Attention, base: string, t: Translate): AttentionItem[] {
  const items = [
    { key: "flagged", level: "danger", count: attention.flagged, path: "/orders?state=flagged" },
    { key: "deadLetters", level: "danger", count: attention.deadLetters, path: "/events" },
    { key: "toCapture", level: "danger", count: attention.toCapture, path: "/orders?state=to_capture" },
    { key: "awaitingAccount", level: "warning", count: attention.awaitingAccount, path: "/orders?state=awaiting_account" },
    { key: "toShip", level: "warning", count: attention.toShip, path: "/orders?state=to_ship" },
    { key: "awaitingPayment", level: "warning", count: attention.awaitingPayment, path: "/orders?state=awaiting_payment" },
    { key: "lowStock", level: "warning", count: attention.lowStock, path: "/products?stock=low" },
  ] as const;
  return items
    .filter(({ count }) => count > 0)
    .map(({ key, level, count, path }) => ({ key, level, title: t(`attention.${key}`, { count }), href: `${base}${path}` }));
}
