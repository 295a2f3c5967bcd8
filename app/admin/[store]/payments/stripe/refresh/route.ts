import { redirect } from "next/navigation";
import { requireMember } from "@/lib/identity/session";
import { renewOnboarding } from "@/lib/payments/account-onboarding";

/** Where Stripe sends a merchant whose link ran out or was used: into onboarding again, by a fresh one. */
export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { store } = await requireMember((await params).store, "payments:write");
  const link = await renewOnboarding(store);
  redirect(link.ok ? link.value : `/admin/${store.slug}/payments`);
}
