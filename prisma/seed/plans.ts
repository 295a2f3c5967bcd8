import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";

const plans = [
  {
    code: "start",
    names: { en: "Start", "pt-BR": "Início" },
    pitches: {
      en: "For the first sales: a whole store, for one person.",
      "pt-BR": "Para as primeiras vendas: uma loja inteira, para uma pessoa.",
    },
    limits: { maxProducts: 100, maxMembers: 1, maxDomains: 1 },
    prices: { BRL: 4900, USD: 1200 },
    isFeatured: false,
  },
  {
    code: "grow",
    names: { en: "Grow", "pt-BR": "Crescer" },
    pitches: { en: "For a store with a team and a growing catalogue.", "pt-BR": "Para a loja com equipe e um catálogo que cresce." },
    limits: { maxProducts: 2000, maxMembers: 5, maxDomains: 3 },
    prices: { BRL: 12_900, USD: 2900 },
    isFeatured: true,
  },
  {
    code: "scale",
    names: { en: "Scale", "pt-BR": "Escala" },
    pitches: { en: "No limits on products, people or domains.", "pt-BR": "Sem limite de produtos, pessoas ou domínios." },
    limits: { maxProducts: null, maxMembers: null, maxDomains: null },
    prices: { BRL: 34_900, USD: 7900 },
    isFeatured: false,
  },
] as const;

/** The plan catalogue: created where it is missing, left alone where an operator has changed it. */
export async function seedPlans(): Promise<void> {
  await withPlatform(async (tx) => {
    for (const [position, { prices, limits, ...plan }] of plans.entries()) {
      const known = await tx.plan.findUnique({ where: { code: plan.code }, select: { id: true } });
      if (known) continue;
      const planId = newId();
      await tx.plan.create({ data: { id: planId, position, interval: "month", ...plan, ...limits } });
      await tx.planPrice.createMany({ data: Object.entries(prices).map(([currency, amountCents]) => ({ planId, currency, amountCents })) });
    }
  });
}
