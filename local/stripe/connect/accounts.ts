import { emit } from "@/local/stripe/emit";
import { newId } from "@/local/stripe/ids";
import { type Account, accounts } from "@/local/stripe/stored";
import { inScope, needLocked, type Work } from "@/local/stripe/work";

export type AccountInput = {
  id?: string;
  country?: string;
  email?: string | null;
  type?: "custom" | "express" | "standard";
  businessType?: Account["business_type"];
  businessName?: string | null;
  businessUrl?: string | null;
  defaultCurrency?: string;
  metadata?: Record<string, string>;
};

const CURRENCY_BY_COUNTRY: Record<string, string> = { BR: "brl", US: "usd", GB: "gbp", CA: "cad", AU: "aud", MX: "mxn" };

/** What onboarding still asks of a new account. */
const ONBOARDING_REQUIREMENTS = ["business_profile.url", "external_account", "representative.first_name", "tos_acceptance.date"];

/** A connected account that cannot take money yet: its owner has to finish onboarding. Lives in the platform's records. */
export async function createAccount(work: Work, input: AccountInput): Promise<Account> {
  const account = newAccount(work, input);
  await work.session.in("").put(accounts, account.id, account);
  return account;
}

export async function saveAccount(work: Work, account: Account, previous: object): Promise<void> {
  await work.session.in("").put(accounts, account.id, account);
  await emit(inScope(work, account.id), "account.updated", account, previous);
}

/** The owner finished onboarding: the account can take payments and be paid out. Calling it again changes nothing. */
export async function completeOnboarding(work: Work, accountId: string): Promise<Account> {
  const platform = inScope(work, "");
  const account = await needLocked(platform, accounts, accountId);
  if (account.charges_enabled) return account;

  const ready: Account = {
    ...account,
    business_profile: { ...emptyProfile(), ...account.business_profile, url: account.business_profile?.url ?? "https://example.com" },
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    details_submitted: true,
    payouts_enabled: true,
    requirements: requirements([], null),
    tos_acceptance: { date: work.now },
  };
  await saveAccount(work, ready, { charges_enabled: false, details_submitted: account.details_submitted, payouts_enabled: false });
  return ready;
}

/** The vendor asks for more papers and stops payments until they come. */
export async function restrictAccount(work: Work, accountId: string): Promise<Account> {
  const account = await needLocked(inScope(work, ""), accounts, accountId);
  const restricted: Account = {
    ...account,
    capabilities: { card_payments: "inactive", transfers: "inactive" },
    charges_enabled: false,
    payouts_enabled: false,
    requirements: requirements(["individual.verification.document"], "requirements.past_due"),
  };
  await saveAccount(work, restricted, { charges_enabled: account.charges_enabled, payouts_enabled: account.payouts_enabled });
  return restricted;
}

export function emptyProfile(): NonNullable<Account["business_profile"]> {
  return {
    mcc: null,
    minority_owned_business_designation: null,
    name: null,
    product_description: null,
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: null,
    support_phone: null,
    support_url: null,
    url: null,
  };
}

function requirements(due: string[], disabledReason: "requirements.past_due" | null): NonNullable<Account["requirements"]> {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: disabledReason,
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}

function newAccount(work: Work, input: AccountInput): Account {
  const country = input.country ?? "US";
  return {
    id: input.id ?? newId("acct").replace("acct_", "acct_1"),
    object: "account",
    business_profile: { ...emptyProfile(), name: input.businessName ?? null, url: input.businessUrl ?? null },
    business_type: input.businessType ?? null,
    capabilities: { card_payments: "inactive", transfers: "inactive" },
    charges_enabled: false,
    country,
    created: work.now,
    default_currency: input.defaultCurrency ?? CURRENCY_BY_COUNTRY[country] ?? "eur",
    details_submitted: false,
    email: input.email ?? null,
    external_accounts: { object: "list", data: [], has_more: false, url: "/v1/accounts/external_accounts" },
    future_requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: [],
      disabled_reason: null,
      errors: [],
      eventually_due: [],
      past_due: [],
      pending_verification: [],
    },
    metadata: input.metadata ?? {},
    payouts_enabled: false,
    requirements: requirements(ONBOARDING_REQUIREMENTS, "requirements.past_due"),
    tos_acceptance: { date: null },
    type: input.type ?? "standard",
  };
}
