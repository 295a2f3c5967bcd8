"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { resetPassword } from "@/lib/identity/commands";
import { passwordSchema } from "@/lib/identity/passwords";

const input = z.object({ password: passwordSchema });

/** Sets the new password; every session ends, and the person signs in with it. */
export async function resetAction(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  if (!parsed.success) return rejected(fieldErrors(parsed.error));
  const reset = await resetPassword(token.slice(0, 100), parsed.data.password);
  if (!reset.ok) return rejected({}, {}, reset.code);
  redirect("/login?notice=reset");
}
