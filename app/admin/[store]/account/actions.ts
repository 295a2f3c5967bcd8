"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { changePassword } from "@/lib/identity/commands";
import { memberAction } from "@/lib/identity/member-action";
import { passwordSchema } from "@/lib/identity/passwords";
import { revokeOtherSessions, revokeSession } from "@/lib/identity/sessions";
import { isWithinLimit } from "@/lib/security/rate-limit";

const passwords = z.object({ current: z.string({ error: "required" }).min(1, "required").max(200), password: passwordSchema });

/** Changes the member's own password and ends their other sessions. */
export const changePasswordAction = memberAction("store:read", passwords, async ({ member }, { current, password }): Promise<FormState> => {
  if (!(await isWithinLimit("signIn", member.email))) return rejected({}, {}, "too_many_tries");
  const changed = await changePassword(member.userId, current, password);
  if (!changed.ok) return rejected({ current: changed.code });
  await revokeOtherSessions(member.userId, member.sessionId);
  return saved();
});

export const revokeSessionAction = memberAction(
  "store:read",
  z.object({ sessionId: z.uuid() }),
  async ({ member }, { sessionId }): Promise<FormState> => {
    await revokeSession(member.userId, sessionId);
    refresh();
    return saved();
  },
);
