"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { discardDeadLetter, replayDeadLetter } from "@/lib/events/dead-letters";
import { operatorAction } from "@/lib/identity/operator-action";

const target = z.object({ id: z.uuid() });

export const replayAnyAction = operatorAction(target, async (operator, { id }): Promise<FormState> => {
  const done = await replayDeadLetter({ id, storeId: null, actor: { id: operator.userId, kind: "operator" } });
  refresh();
  return done.ok ? saved() : rejected({}, {}, done.code);
});

const withReason = target.extend({ reason: z.string().trim().min(1, "required").max(200, "too_long") });

export const discardAnyAction = operatorAction(withReason, async (operator, { id, reason }): Promise<FormState> => {
  const done = await discardDeadLetter({ id, storeId: null, reason, actor: { id: operator.userId, kind: "operator" } });
  refresh();
  return done.ok ? saved() : rejected({}, {}, done.code);
});
