import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, leaving } from "@/lib/core/form-state";

/**
 * Sends the browser from a server action to a page of another site. A redirect would be followed by the framework's own fetch first,
 * which the other site refuses (CORS); so a script is told where to go, and a form that was sent without one is redirected.
 * The address is the gateway's, never the visitor's.
 */
export async function leaveFor(address: string): Promise<FormState> {
  const isFetched = (await headers()).has("next-action");
  if (!isFetched) redirect(address);
  return leaving(address);
}
