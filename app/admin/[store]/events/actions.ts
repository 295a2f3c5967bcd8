"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { consumers } from "@/app/api/events/[consumer]/consumers";
import { sayForecast } from "@/components/admin/events/forecast";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { bulkInput, reasonInput } from "@/lib/events/letter-params";
import { rehearseDeadLetter } from "@/lib/events/rehearse";
import { discardDeadLetters, replayDeadLetters } from "@/lib/events/resolve-letters";
import { memberAction } from "@/lib/identity/member-action";
import type { MemberContext } from "@/lib/identity/session";
import { askGatewayFirst, previewGateway } from "@/lib/payments/ask-first";

const target = z.object({ id: z.uuid() });
const withReason = z.object({ reason: reasonInput });
const actorOf = ({ store, member }: MemberContext) => ({ storeId: store.id, actor: { id: member.userId, kind: "member" as const } });

export const replayAction = memberAction("events:write", target, async (context, { id }): Promise<FormState> => {
  const done = await replayDeadLetters({ ...actorOf(context), id }, askGatewayFirst);
  refresh();
  return done.ok ? saved("replayed") : rejected({}, {}, done.code);
});

export const discardAction = memberAction("events:write", target.and(withReason), async (context, { id, reason }): Promise<FormState> => {
  const done = await discardDeadLetters({ ...actorOf(context), id }, reason);
  refresh();
  return done.ok ? saved("discarded") : rejected({}, {}, done.code);
});

export const rehearseAction = memberAction("events:write", target, async (context, { id }): Promise<FormState> => {
  const done = await rehearseDeadLetter({ ...actorOf(context), id }, consumers);
  if (!done.ok) return rejected({}, {}, done.code);
  const { forecast, letter } = done.value;
  const gateway = await previewGateway(letter);
  return { ...saved("rehearsed"), values: sayForecast(context.locale, { forecast, consumer: letter.consumer, gateway }) };
});

export const replayAllAction = memberAction("events:write", bulkInput, async (context, filter): Promise<FormState> => {
  const done = await replayDeadLetters({ ...actorOf(context), filter }, askGatewayFirst);
  refresh();
  return done.ok ? saved("replayed") : rejected({}, {}, done.code);
});

export const discardAllAction = memberAction(
  "events:write",
  bulkInput.and(withReason),
  async (context, { reason, ...filter }): Promise<FormState> => {
    const done = await discardDeadLetters({ ...actorOf(context), filter }, reason);
    refresh();
    return done.ok ? saved("discarded") : rejected({}, {}, done.code);
  },
);
