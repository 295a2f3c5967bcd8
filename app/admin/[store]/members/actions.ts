"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { inviteInput, inviteMember, removeMember, withdrawInvitation } from "@/lib/identity/members";

export const inviteAction = memberAction("members:write", inviteInput, async ({ store, member }, input, form): Promise<FormState> => {
  const invited = await inviteMember({ storeId: store.id, actorId: member.userId, ...input });
  if (invited.ok) {
    refresh();
    return saved("invited");
  }
  return invited.code === "plan_limit" ? rejected({}, echoValues(form), invited.code) : rejected({ email: invited.code }, echoValues(form));
});

export const removeMemberAction = memberAction(
  "members:write",
  z.object({ userId: z.uuid() }),
  async ({ store, member }, { userId }): Promise<FormState> => {
    const removed = await removeMember({ storeId: store.id, actorId: member.userId, userId });
    if (!removed.ok) return rejected({}, {}, removed.code);
    refresh();
    return saved("removed");
  },
);

export const withdrawAction = memberAction(
  "members:write",
  z.object({ invitationId: z.uuid() }),
  async ({ store, member }, { invitationId }): Promise<FormState> => {
    await withdrawInvitation({ storeId: store.id, actorId: member.userId, id: invitationId });
    refresh();
    return saved("withdrawn");
  },
);
