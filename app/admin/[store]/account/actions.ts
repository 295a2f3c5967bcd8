"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { changePassword } from "@/lib/identity/commands";
import { memberAction } from "@/lib/identity/member-action";
import { passwordSchema } from "@/lib/identity/passwords";
import {
  abandonSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from "@/lib/identity/second-factor";
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

const nothing = z.object({});
const codeInput = z.object({ code: z.string({ error: "required" }).trim().min(1, "required").max(40, "code_wrong") });

export const startSecondFactorAction = memberAction("store:read", nothing, async ({ member }): Promise<FormState> => {
  await startSecondFactor(member.userId);
  refresh();
  return saved();
});

export const abandonSecondFactorAction = memberAction("store:read", nothing, async ({ member }): Promise<FormState> => {
  await abandonSecondFactor(member.userId);
  refresh();
  return saved();
});

/** Answers the recovery codes with the page as it was: they are shown until the member has put them away. */
export const confirmSecondFactorAction = memberAction("store:read", codeInput, async ({ store, member }, { code }): Promise<FormState> => {
  const confirmed = await confirmSecondFactor({ storeId: store.id, userId: member.userId }, code);
  if (!confirmed.ok) return confirmed.code === "code_wrong" ? rejected({ code: confirmed.code }) : rejected({}, {}, confirmed.code);
  return { ...saved(), values: { recoveryCodes: confirmed.value.join("\n") } };
});

export const renewRecoveryCodesAction = memberAction("store:read", codeInput, async ({ store, member }, { code }): Promise<FormState> => {
  const renewed = await renewRecoveryCodes({ storeId: store.id, userId: member.userId }, code);
  if (!renewed.ok) return renewed.code === "code_wrong" ? rejected({ code: renewed.code }) : rejected({}, {}, renewed.code);
  return { ...saved(), values: { recoveryCodes: renewed.value.join("\n") } };
});

export const endSecondFactorAction = memberAction("store:read", codeInput, async ({ store, member }, { code }): Promise<FormState> => {
  const ended = await endSecondFactor({ storeId: store.id, userId: member.userId }, code);
  if (!ended.ok) return rejected({}, {}, ended.code);
  refresh();
  return saved();
});
