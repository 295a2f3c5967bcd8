import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, leaving } from "@/lib/core/form-state";

/**
 * Sends the browser from a server action to a page of another site. A redirect would be followed by the framework's own fetch first,
 * which the other site refuses (CORS); so a script is told where to go, and a form that was sent without one is redirected.
 * The address is the gateway's, never the visitor's. `beforeRedirect` may set cookies; a script does without, because an action that
 * sets one has the page shown again before the script can leave it.
 */
export async function leaveFor(address: string, beforeRedirect?: () => Promise<void>): Promise<FormState> {
  const isFetched = (await headers()).has("next-action");
  if (isFetched) return leaving(address);
  await beforeRedirect?.();
  redirect(address);
}
