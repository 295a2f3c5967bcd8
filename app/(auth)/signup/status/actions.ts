"use server";

import { notFound } from "next/navigation";
import { findSignup, openSignupCheckout } from "@/lib/billing/signup";
import type { FormState } from "@/lib/core/form-state";
import { leaveFor } from "@/lib/security/leave";

/** Leads back to the payment of a sign-up that was left: the same page while it is open, else a new one. */
export async function continueAction(_previous: FormState, form: FormData): Promise<FormState> {
  const signup = await findSignup(String(form.get("token") ?? ""));
  if (!signup) notFound();
  return leaveFor(await openSignupCheckout(signup.id));
}
