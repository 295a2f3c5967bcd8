import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import { type Currency, currencySchema } from "@/lib/core/money";
import { withPlatform } from "@/lib/db/transaction";

const texts = z.object({ en: z.string(), "pt-BR": z.string() });

/** A plan as it is shown: in one language and one currency. The price is the one that is charged. */
export type PlanView = {
  id: string;
  code: string;
  name: string;
  pitch: string;
  priceCents: number;
  currency: Currency;
  interval: "month" | "year";
  /** Null: unlimited. */
  maxProducts: number | null;
  maxMembers: number | null;
  maxDomains: number | null;
  isFeatured: boolean;
};

/** The currency that plans are sold in to speakers of a language. */
export function planCurrency(locale: Locale): Currency {
  return locale === "pt-BR" ? "BRL" : "USD";
}

/** The plans on sale, in the order of the catalogue; at most twelve. */
export function listPlans(locale: Locale): Promise<PlanView[]> {
  return readPlans(locale, {});
}

/** The plan on sale with this code, or null. */
export async function findPlan(code: string, locale: Locale): Promise<PlanView | null> {
  return (await readPlans(locale, { code }))[0] ?? null;
}

async function readPlans(locale: Locale, wanted: { code?: string }): Promise<PlanView[]> {
  const currency = planCurrency(locale);
  const rows = await withPlatform((tx) =>
    tx.plan.findMany({
      where: { ...wanted, isActive: true, prices: { some: { currency } } },
      orderBy: { position: "asc" },
      take: 12,
      include: { prices: { where: { currency } } },
    }),
  );
  return rows.flatMap((row) => {
    const price = row.prices[0];
    if (!price) return [];
    return {
      id: row.id,
      code: row.code,
      name: texts.parse(row.names)[locale],
      pitch: texts.parse(row.pitches)[locale],
      priceCents: price.amountCents,
      currency: currencySchema.parse(price.currency),
      interval: row.interval === "year" ? ("year" as const) : ("month" as const),
      maxProducts: row.maxProducts,
      maxMembers: row.maxMembers,
      maxDomains: row.maxDomains,
      isFeatured: row.isFeatured,
    };
  });
}

export type OperatorPlan = {
  id: string;
  name: string;
  isActive: boolean;
  subscribers: number;
  prices: { currency: string; amountCents: number }[];
};

/** Every plan, also those off sale, with how many stores have it; at most fifty. */
export async function listAllPlans(locale: Locale): Promise<OperatorPlan[]> {
  const rows = await withPlatform((tx) =>
    tx.plan.findMany({
      orderBy: { position: "asc" },
      take: 50,
      include: { prices: { orderBy: { currency: "asc" } }, _count: { select: { subscriptions: true } } },
    }),
  );
  return rows.map(({ id, names, isActive, prices, _count }) => ({
    id,
    name: texts.parse(names)[locale],
    isActive,
    prices,
    subscribers: _count.subscriptions,
  }));
}

/** Puts a plan on sale or takes it off. Subscriptions to it go on. */
export async function setPlanOnSale(planId: string, isActive: boolean, operatorId: string): Promise<void> {
  await withPlatform(async (tx) => {
    const changed = await tx.plan.updateMany({ where: { id: planId, isActive: !isActive }, data: { isActive } });
    if (changed.count === 0) return;
    const action = isActive ? "plan.offered" : "plan.retired";
    await tx.auditEntry.create({ data: { id: newId(), actorId: operatorId, actorKind: "operator", action, subject: planId } });
  });
}
