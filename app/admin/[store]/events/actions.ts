"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { discardDeadLetter, replayDeadLetter } from "@/lib/events/dead-letters";
import { memberAction } from "@/lib/identity/member-action";
import type { MemberContext } from "@/lib/identity/session";

const target = z.object({ id: z.uuid() });
const actOf = ({ store, member }: MemberContext, id: string) => ({
  id,
  storeId: store.id,
  actor: { id: member.userId, kind: "member" as const },
});

export const replayAction = memberAction("events:write", target, async (context, { id }): Promise<FormState> => {
  const done = await replayDeadLetter(actOf(context, id));
  refresh();
  return done.ok ? saved("replayed") : rejected({}, {}, done.code);
});

export const discardAction = memberAction(
  "events:write",
  target.extend({ reason: z.string().trim().min(1, "required").max(200, "too_long") }),
  async (context, { id, reason }): Promise<FormState> => {
    const done = await discardDeadLetter({ ...actOf(context, id), reason });
    refresh();
    return done.ok ? saved("discarded") : rejected({}, {}, done.code);
  },
);
