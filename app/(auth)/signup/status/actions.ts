"use server";

import { notFound, redirect } from "next/navigation";
import { findSignup, openSignupCheckout } from "@/lib/billing/signup";

/** Leads back to the payment of a sign-up that was left: the same page while it is open, else a new one. */
export async function continueAction(form: FormData): Promise<void> {
  const signup = await findSignup(String(form.get("token") ?? ""));
  if (!signup) notFound();
  redirect(await openSignupCheckout(signup.id));
}
