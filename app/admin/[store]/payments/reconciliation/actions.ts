"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { after, dayMs } from "@/lib/core/time";
import { memberAction } from "@/lib/identity/member-action";
import { requestReconciliation } from "@/lib/payments/reconcile";
import { noteDifference, recheckDifference } from "@/lib/payments/reconcile-commands";
import { dailyDays, periodsDays } from "@/lib/payments/reconcile-rules";

/** Asks for a comparison of one gateway's books with ours; the queue makes it. */
export const compareAction = memberAction(
  "payments:write",
  z.object({ accountId: z.uuid(), days: z.coerce.number().pipe(z.literal(periodsDays)).catch(dailyDays) }),
  async ({ store, member }, { accountId, days }): Promise<FormState> => {
    const asked = await requestReconciliation(store.id, { accountId, since: after(-days * dayMs), requestedBy: member.userId });
    if (!asked.ok) return rejected({}, {}, asked.code === "running" ? "comparison_running" : "not_found");
    refresh();
    return saved();
  },
);

const difference = z.object({ differenceId: z.uuid() });

/** Asks the gateway about the payment of a difference again, and applies what it says. */
export const recheckAction = memberAction("payments:write", difference, async ({ store }, { differenceId }): Promise<FormState> => {
  const again = await recheckDifference(store.id, differenceId);
  if (!again.ok) return rejected({}, {}, again.code === "unreachable" ? "gateway_unreachable" : "not_found");
  refresh();
  return again.value === "repaired" ? saved() : rejected({}, {}, "still_differs");
});

export const noteAction = memberAction("payments:write", difference, async ({ store, member }, { differenceId }): Promise<FormState> => {
  const noted = await noteDifference({ storeId: store.id, actorId: member.userId }, differenceId);
  if (!noted.ok) return rejected({}, {}, "not_found");
  refresh();
  return saved();
});
