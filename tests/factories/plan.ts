import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";

export type TestPlan = { maxMembers?: number | null; maxProducts?: number | null; isActive?: boolean };
export type MadePlan = { id: string; code: string };

/** A plan of its own, on sale in reais and dollars unless said otherwise. */
export async function makePlan(wanted: TestPlan = {}): Promise<MadePlan> {
  const id = newId();
  const code = `plan-${id.slice(-12)}`;
  const texts = { en: "Start", "pt-BR": "Início" };
  await withPlatform(async (tx) => {
    await tx.plan.create({ data: { id, code, names: texts, pitches: texts, isActive: true, ...wanted } });
    await tx.planPrice.createMany({
      data: [
        { planId: id, currency: "BRL", amountCents: 4900 },
        { planId: id, currency: "USD", amountCents: 1200 },
      ],
    });
  });
  return { id, code };
}
