"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { type FormState, rejected } from "@/lib/core/form-state";
import { verifyEmail } from "@/lib/identity/commands";
import { enter } from "@/lib/identity/enter";
import { findSignedIn } from "@/lib/identity/session";
import { localPath } from "@/lib/security/local-path";

const input = z.object({ token: z.string().min(20).max(100), next: z.string().optional() });

/** Confirms the address and lets its person in: only the owner of the inbox holds the token. */
export async function verifyAction(_previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  const verified = parsed.success ? await verifyEmail(parsed.data.token) : null;
  if (!parsed.success || !verified?.ok) return rejected({}, {}, "expired");
  const present = await findSignedIn();
  const next = localPath(parsed.data.next, "/admin");
  redirect(present?.userId === verified.value.userId ? next : await enter(verified.value.userId, next));
}
