"use server";

import { refresh } from "next/cache";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { adjustStock } from "@/lib/inventory/commands";
import { adjustmentForm } from "@/lib/inventory/schema";

export const adjustStockAction = memberAction(
  "catalog:write",
  adjustmentForm,
  async ({ store, member }, input, form): Promise<FormState> => {
    const outcome = await adjustStock(store.id, input, member.userId);
    if (!outcome.ok)
      return rejected({ [outcome.code === "not_found" ? "variantId" : "delta"]: outcome.code }, echoValues(form), "check_fields");
    refresh();
    return saved();
  },
);
