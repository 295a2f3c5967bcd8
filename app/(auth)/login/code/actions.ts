"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { readChallenge } from "@/lib/identity/challenge-cookie";
import { signIn } from "@/lib/identity/enter";
import { checkSecondFactor } from "@/lib/identity/second-factor";
import { localPath } from "@/lib/security/local-path";

const input = z.object({
  code: z.string({ error: "required" }).trim().min(1, "required").max(40, "code_wrong"),
  next: z.string().optional(),
});

/** The second half of signing in, in the browser where the password was right: a code of the app, or a recovery code. */
export async function codeAction(_previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  if (!parsed.success) return rejected(fieldErrors(parsed.error));
  const userId = await readChallenge();
  if (!userId) redirect(`/login?next=${encodeURIComponent(localPath(parsed.data.next, "/admin"))}`);
  const checked = await checkSecondFactor(userId, parsed.data.code);
  if (!checked.ok) return checked.code === "code_wrong" ? rejected({ code: checked.code }) : rejected({}, {}, checked.code);

  await signIn(userId);
  redirect(localPath(parsed.data.next, "/admin"));
}
