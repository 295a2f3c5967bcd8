import { redirect } from "next/navigation";
import { after } from "next/server";
import { flushOutbox } from "@/lib/events/flush";
import { requireMember } from "@/lib/identity/session";
import { checkOnboarding } from "@/lib/payments/account-onboarding";

/** Where Stripe sends a merchant back to, whether or not everything was filled in: asks how the account stands, and shows it. */
export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { store } = await requireMember((await params).store, "payments:write");
  await checkOnboarding(store);
  after(flushOutbox);
  redirect(`/admin/${store.slug}/payments`);
}
