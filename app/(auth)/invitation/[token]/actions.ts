"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { signIn } from "@/lib/identity/enter";
import { acceptWithNewAccount, joinStore } from "@/lib/identity/members";
import { passwordSchema } from "@/lib/identity/passwords";
import { findSignedIn } from "@/lib/identity/session";

const input = z.object({ name: z.string({ error: "required" }).trim().min(1, "required").max(80, "too_long"), password: passwordSchema });

/** Joins with a new account; the mailed token proves the address. */
export async function registerAction(token: string, _previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form));
  const joined = await acceptWithNewAccount({ token: token.slice(0, 100), ...parsed.data });
  if (!joined.ok) return rejected({}, echoValues(form), joined.code);
  await signIn(joined.value.userId);
  redirect(`/admin/${joined.value.slug}`);
}

/** Joins as the signed-in person; the invitation must be for that person's address. */
export async function joinAction(token: string): Promise<FormState> {
  const person = await findSignedIn();
  const joined = person ? await joinStore(token.slice(0, 100), person) : null;
  if (!joined?.ok) return rejected({}, {}, "expired");
  redirect(`/admin/${joined.value.slug}`);
}
