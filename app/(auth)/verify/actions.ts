"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { type FormState, rejected } from "@/lib/core/form-state";
import { verifyEmail } from "@/lib/identity/commands";
import { findSignedIn } from "@/lib/identity/session";
import { writeSessionCookie } from "@/lib/identity/session-cookie";
import { openSession } from "@/lib/identity/sessions";
import { localPath } from "@/lib/security/local-path";
import { requestAddress } from "@/lib/stores/request-host";

const input = z.object({ token: z.string().min(20).max(100), next: z.string().optional() });

/** Confirms the address and signs its person in: only the owner of the inbox holds the token. */
export async function verifyAction(_previous: FormState, form: FormData): Promise<FormState> {
  const parsed = input.safeParse(readForm(form));
  const verified = parsed.success ? await verifyEmail(parsed.data.token) : null;
  if (!parsed.success || !verified?.ok) return rejected({}, {}, "expired");
  const present = await findSignedIn();
  if (present?.userId !== verified.value.userId) {
    const userAgent = (await headers()).get("user-agent") ?? "";
    await writeSessionCookie(await openSession(verified.value.userId, { userAgent, address: await requestAddress() }));
  }
  redirect(localPath(parsed.data.next, "/admin"));
}
