import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { makePlan } from "@/tests/factories/plan";
import { findPlan, listAllPlans, listPlans, setPlanOnSale } from "./plans";

test("a plan that the operator takes off sale is not shown or sold any more, and comes back", async () => {
  const plan = await makePlan();
  const operatorId = newId();
  expect((await listPlans("en")).map(({ id }) => id)).toContain(plan.id);

  await setPlanOnSale(plan.id, false, operatorId);
  expect((await listPlans("en")).map(({ id }) => id)).not.toContain(plan.id);
  expect(await findPlan(plan.code, "en")).toBeNull();
  expect(await listAllPlans("en")).toContainEqual(expect.objectContaining({ id: plan.id, isActive: false }));

  await setPlanOnSale(plan.id, true, operatorId);
  expect((await findPlan(plan.code, "en"))?.id).toBe(plan.id);
});

test("each switch is written down once, with who did it", async () => {
  const plan = await makePlan();
  const operatorId = newId();
  await setPlanOnSale(plan.id, false, operatorId);
  await setPlanOnSale(plan.id, false, operatorId);
  await setPlanOnSale(plan.id, true, operatorId);
  const entries = await withPlatform((tx) => tx.auditEntry.findMany({ where: { subject: plan.id }, orderBy: { id: "asc" } }));
  expect(entries.map(({ action, actorId, actorKind }) => [action, actorId, actorKind])).toEqual([
    ["plan.retired", operatorId, "operator"],
    ["plan.offered", operatorId, "operator"],
  ]);
});

test("a plan is shown with the price of the language's currency, as it is charged", async () => {
  const plan = await makePlan();
  const [en, pt] = [await findPlan(plan.code, "en"), await findPlan(plan.code, "pt-BR")];
  const prices = await withPlatform((tx) => tx.planPrice.findMany({ where: { planId: plan.id } }));
  for (const shown of [en, pt].filter((one) => one !== null)) {
    expect(prices).toContainEqual(expect.objectContaining({ currency: shown.currency, amountCents: shown.priceCents }));
  }
  expect(en?.currency).toBe("USD");
});
