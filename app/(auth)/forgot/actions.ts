"use server";

import { after } from "next/server";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected, saved } from "@/lib/core/form-state";
import { flushOutbox } from "@/lib/events/flush";
import { requestPasswordReset } from "@/lib/identity/commands";
import { isWithinLimit } from "@/lib/security/rate-limit";

const input = z.object({ email: z.string({ error: "required" }).trim().toLowerCase().max(254).pipe(z.email("email_invalid")) });

/** Mails a link to a new password. The same answer whether or not the address is known. */
export async function forgotAction(_previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form));
  if (!(await isWithinLimit("passwordReset", parsed.data.email))) return rejected({}, echoValues(form), "too_many_tries");
  await requestPasswordReset(parsed.data.email);
  after(flushOutbox);
  return saved();
}
