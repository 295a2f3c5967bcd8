"use server";

import { signupInput } from "@/lib/billing/schema";
import { openSignupCheckout, type SignupFailure, startSignup } from "@/lib/billing/signup";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { requestLocale } from "@/lib/identity/session";
import { leaveFor } from "@/lib/security/leave";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { requestAddress } from "@/lib/stores/request-host";

const fieldOf: Record<SignupFailure, string> = { slug_taken: "slug", plan_unknown: "plan", email_taken: "email" };

/** Takes the sign-up down and leads to its payment. Sent twice it is one sign-up and one payment page. */
export async function signUpAction(_previous: FormState, form: FormData): Promise<FormState> {
  const parsed = signupInput.safeParse(readForm(form));
  if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form));
  if (!(await isWithinLimit("signUp", await requestAddress()))) return rejected({}, echoValues(form), "too_many_tries");
  const started = await startSignup(parsed.data, await requestLocale());
  if (!started.ok) return rejected({ [fieldOf[started.code]]: started.code }, echoValues(form));
  return leaveFor(await openSignupCheckout(started.value.signupId));
}
