"use server";

import { z } from "zod";
import { saved } from "@/lib/core/form-state";
import { requestVerification } from "@/lib/identity/commands";
import { memberAction } from "@/lib/identity/member-action";

export const resendVerificationAction = memberAction("store:read", z.object({}), async ({ member }) => {
  await requestVerification(member.userId);
  return saved("verification_sent");
});
