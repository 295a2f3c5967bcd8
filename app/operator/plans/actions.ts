"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { setPlanOnSale } from "@/lib/billing/plans";
import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type FormState, saved } from "@/lib/core/form-state";
import { operatorAction } from "@/lib/identity/operator-action";

const input = z.object({ planId: z.uuid(), isActive: z.enum(["0", "1"]) });

/** Puts a plan on sale or takes it off; those who have it keep it. */
export const togglePlanAction = operatorAction(input, async (operator, { planId, isActive }): Promise<FormState> => {
  await setPlanOnSale(planId, isActive === "1", operator.userId);
  dropTagsNow([tags.plans()]);
  refresh();
  return saved();
});
