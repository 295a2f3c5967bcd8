import { fail, ok, type Result } from "@/lib/core/result";
import { type Stripe, stripeRefusal } from "@/lib/stripe/client";

/** What Stripe says of a connected account: whether it may charge, and what its owner still owes. */
export type ConnectedStanding = {
  canCharge: boolean;
  detailsSubmitted: boolean;
  /** Names of Stripe's (`individual.verification.document`) of what is asked for now. */
  currentlyDue: string[];
  /** What was handed in and is being looked at. */
  pendingVerification: string[];
  /** Why it may not charge, in Stripe's word (`requirements.past_due`), or `disconnected`. */
  disabledReason: string | null;
  /** When charging stops unless what is due was handed in, ISO 8601. */
  deadline: string | null;
};

export type NewConnectedAccount = { idempotencyKey: string; country: string; email: string; name: string; url: string };
export type OnboardingLink = { accountId: string; returnUrl: string; refreshUrl: string };
export type ConnectCode = "gateway_unreachable" | "gateway_refused";

/**
 * Connect onboarding: accounts of the merchants' own, with Stripe's full dashboard, fees paid and losses borne by them
 * (what Stripe calls a standard account). Direct charges are made on them.
 */
export function stripeConnect(client: Stripe) {
  return {
    /** Makes an account; the same key makes it once. Answers its id. */
    create: ({ idempotencyKey, country, email, name, url }: NewConnectedAccount): Promise<Result<string, ConnectCode>> =>
      answered(async () => {
        const account = await client.accounts.create(
          {
            country,
            email,
            business_profile: { name, url },
            controller: {
              fees: { payer: "account" },
              losses: { payments: "stripe" },
              requirement_collection: "stripe",
              stripe_dashboard: { type: "full" },
            },
          },
          { idempotencyKey },
        );
        return account.id;
      }),

    /** A link into onboarding, good for one visit within minutes. Stripe sends the merchant to `refreshUrl` when it is not any more. */
    link: ({ accountId, returnUrl, refreshUrl }: OnboardingLink): Promise<Result<string, ConnectCode>> =>
      answered(async () => {
        const link = await client.accountLinks.create({
          account: accountId,
          return_url: returnUrl,
          refresh_url: refreshUrl,
          type: "account_onboarding",
          collection_options: { fields: "eventually_due" },
        });
        return link.url;
      }),

    /** How the account stands; one that was taken away from the platform may not charge. */
    standing: async (accountId: string): Promise<Result<ConnectedStanding, "gateway_unreachable">> => {
      const found = await answered(async () => standingOf(await client.accounts.retrieve(accountId)));
      if (found.ok) return found;
      return found.code === "gateway_unreachable" ? fail(found.code) : ok(disconnected);
    },
  };
}

const disconnected: ConnectedStanding = {
  canCharge: false,
  detailsSubmitted: false,
  currentlyDue: [],
  pendingVerification: [],
  disabledReason: "disconnected",
  deadline: null,
};

function standingOf({ charges_enabled, details_submitted, requirements }: Stripe.Account): ConnectedStanding {
  const deadline = requirements?.current_deadline;
  return {
    canCharge: charges_enabled === true,
    detailsSubmitted: details_submitted === true,
    currentlyDue: requirements?.currently_due ?? [],
    pendingVerification: requirements?.pending_verification ?? [],
    disabledReason: requirements?.disabled_reason ?? null,
    deadline: deadline ? new Date(deadline * 1000).toISOString() : null,
  };
}

async function answered<Value>(call: () => Promise<Value>): Promise<Result<Value, ConnectCode>> {
  try {
    return ok(await call());
  } catch (error) {
    const refusal = stripeRefusal(error);
    if (!refusal) throw error;
    const isSilent = refusal.status === null || refusal.status === 409 || refusal.status === 429 || refusal.status >= 500;
    return fail(isSilent ? "gateway_unreachable" : "gateway_refused");
  }
}
