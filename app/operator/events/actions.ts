"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { consumers } from "@/app/api/events/[consumer]/consumers";
import { sayForecast } from "@/components/admin/events/forecast";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { bulkInput, reasonInput } from "@/lib/events/letter-params";
import { rehearseDeadLetter } from "@/lib/events/rehearse";
import { discardDeadLetters, replayDeadLetters } from "@/lib/events/resolve-letters";
import { operatorAction } from "@/lib/identity/operator-action";
import { requestLocale } from "@/lib/identity/session";
import type { SignedIn } from "@/lib/identity/sessions";
import { askGatewayFirst, previewGateway } from "@/lib/payments/ask-first";

const target = z.object({ id: z.uuid() });
const withReason = z.object({ reason: reasonInput });
const actorOf = (operator: SignedIn) => ({ storeId: null, actor: { id: operator.userId, kind: "operator" as const } });

export const replayAnyAction = operatorAction(target, async (operator, { id }): Promise<FormState> => {
  const done = await replayDeadLetters({ ...actorOf(operator), id }, askGatewayFirst);
  refresh();
  return done.ok ? saved("replayed") : rejected({}, {}, done.code);
});

export const discardAnyAction = operatorAction(target.and(withReason), async (operator, { id, reason }): Promise<FormState> => {
  const done = await discardDeadLetters({ ...actorOf(operator), id }, reason);
  refresh();
  return done.ok ? saved("discarded") : rejected({}, {}, done.code);
});

export const rehearseAnyAction = operatorAction(target, async (operator, { id }): Promise<FormState> => {
  const done = await rehearseDeadLetter({ ...actorOf(operator), id }, consumers);
  if (!done.ok) return rejected({}, {}, done.code);
  const { forecast, letter } = done.value;
  const gateway = await previewGateway(letter);
  return { ...saved("rehearsed"), values: sayForecast(await requestLocale(), { forecast, consumer: letter.consumer, gateway }) };
});

export const replayAllOfAnyAction = operatorAction(bulkInput, async (operator, filter): Promise<FormState> => {
  const done = await replayDeadLetters({ ...actorOf(operator), filter }, askGatewayFirst);
  refresh();
  return done.ok ? saved("replayed") : rejected({}, {}, done.code);
});

export const discardAllOfAnyAction = operatorAction(
  bulkInput.and(withReason),
  async (operator, { reason, ...filter }): Promise<FormState> => {
    const done = await discardDeadLetters({ ...actorOf(operator), filter }, reason);
    refresh();
    return done.ok ? saved("discarded") : rejected({}, {}, done.code);
  },
);
