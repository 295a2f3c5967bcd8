"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { checkCredentials } from "@/lib/identity/commands";
import { enter } from "@/lib/identity/enter";
import { clearSessionCookie, readSessionCookie } from "@/lib/identity/session-cookie";
import { findSession, revokeSession } from "@/lib/identity/sessions";
import { localPath } from "@/lib/security/local-path";
import { forgive, isWithinLimit } from "@/lib/security/rate-limit";
import { requestAddress } from "@/lib/stores/request-host";

const input = z.object({
  email: z.string({ error: "required" }).trim().toLowerCase().max(254).pipe(z.email("email_invalid")),
  password: z.string({ error: "required" }).min(1, "required").max(200),
  next: z.string().optional(),
});

/** Signs a member in. The same answer for an unknown e-mail and a wrong password; ten wrong tries per e-mail and ten tries per address in five minutes. */
export async function signInAction(_previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form));
  const { email, password, next } = parsed.data;
  const address = await requestAddress();
  const isAllowed = (await isWithinLimit("signIn", email)) && (await isWithinLimit("signIn", address));
  if (!isAllowed) return rejected({}, echoValues(form), "too_many_tries");
  const checked = await checkCredentials(email, password);
  if (!checked.ok) return rejected({}, echoValues(form), checked.code);
  await forgive("signIn", email);

  redirect(await enter(checked.value.userId, localPath(next, "/admin")));
}

/** Ends this browser's session, in the database too. */
export async function signOutAction(): Promise<void> {
  const sessionId = await readSessionCookie();
  const session = sessionId ? await findSession(sessionId) : null;
  if (session) await revokeSession(session.userId, session.sessionId);
  await clearSessionCookie();
  redirect("/login");
}
