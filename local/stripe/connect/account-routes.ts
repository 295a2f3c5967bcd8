import { z } from "zod";
import { createAccount, emptyProfile, saveAccount } from "@/local/stripe/connect/accounts";
import { accountLinks } from "@/local/stripe/connect/links";
import { invalidRequest } from "@/local/stripe/errors";
import { currency, emptyableMetadata, emptyableText, expand, flag, mergeMetadata, text } from "@/local/stripe/form";
import { listRoute, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { newId, randomText } from "@/local/stripe/ids";
import { type Account, accounts } from "@/local/stripe/stored";
import { inScope, need, needLocked, PLATFORM_ACCOUNT, type Work } from "@/local/stripe/work";

const capability = z.strictObject({ requested: flag }).optional();
const fields = {
  ...expand,
  business_profile: z
    .strictObject({
      name: emptyableText.optional(),
      url: emptyableText.optional(),
      mcc: emptyableText.optional(),
      product_description: emptyableText.optional(),
      support_email: emptyableText.optional(),
    })
    .optional(),
  business_type: z.enum(["company", "government_entity", "individual", "non_profit"]).optional(),
  capabilities: z.strictObject({ card_payments: capability, transfers: capability }).optional(),
  default_currency: currency.optional(),
  email: text.optional(),
  metadata: emptyableMetadata.optional(),
};
const controller = z.strictObject({
  fees: z.strictObject({ payer: z.enum(["account", "application"]) }).optional(),
  losses: z.strictObject({ payments: z.enum(["application", "stripe"]) }).optional(),
  requirement_collection: z.enum(["application", "stripe"]).optional(),
  stripe_dashboard: z.strictObject({ type: z.enum(["express", "full", "none"]) }).optional(),
});
const createParams = z.strictObject({
  ...fields,
  controller: controller.optional(),
  country: text.optional(),
  type: z.enum(["custom", "express", "standard"]).optional(),
});
const updateParams = z.strictObject(fields);
const linkParams = z.strictObject({
  ...expand,
  account: text,
  collect: z.enum(["currently_due", "eventually_due"]).optional(),
  collection_options: z
    .strictObject({
      fields: z.enum(["currently_due", "eventually_due"]).optional(),
      future_requirements: z.enum(["include", "omit"]).optional(),
    })
    .optional(),
  refresh_url: z.url(),
  return_url: z.url(),
  type: z.enum(["account_onboarding", "account_update"]),
});
const sessionParams = z.strictObject({
  ...expand,
  account: text,
  components: z.record(z.string(), z.strictObject({ enabled: flag, features: z.record(z.string(), flag).optional() })),
});

const LINK_SECONDS = 300;

export const accountRoutes: Route[] = [
  route({ at: "GET /v1/account", params: z.strictObject(expand), run: ownAccount }),
  listRoute("/v1/accounts", accounts),
  retrieveRoute("/v1/accounts", accounts),
  route({ at: "POST /v1/accounts", params: createParams, run: create }),
  route({ at: "POST /v1/accounts/{id}", params: updateParams, run: update }),
  route({ at: "DELETE /v1/accounts/{id}", params: z.strictObject({}), run: remove }),
  route({ at: "POST /v1/accounts/{id}/login_links", params: z.strictObject(expand), run: loginLink }),
  route({ at: "POST /v1/account_links", params: linkParams, run: createLink }),
  route({ at: "POST /v1/account_sessions", params: sessionParams, run: createSession }),
];

async function ownAccount(work: Work): Promise<object> {
  if (work.scope) return need(inScope(work, ""), accounts, work.scope);
  return {
    id: PLATFORM_ACCOUNT,
    object: "account",
    charges_enabled: true,
    country: "US",
    default_currency: "usd",
    details_submitted: true,
    email: "platform@example.com",
    payouts_enabled: true,
    type: "standard",
  };
}

async function create(work: Work, params: z.output<typeof createParams>): Promise<Account> {
  if (work.scope) throw invalidRequest("A connected account cannot create accounts.", { code: "account_invalid" });

  const dashboard = params.controller?.stripe_dashboard?.type;
  const type = params.type ?? (dashboard === "express" ? "express" : dashboard === "none" ? "custom" : "standard");
  return createAccount(work, {
    type,
    businessName: params.business_profile?.name ?? null,
    businessUrl: params.business_profile?.url ?? null,
    email: params.email ?? null,
    metadata: mergeMetadata({}, params.metadata),
    ...(params.business_type ? { businessType: params.business_type } : {}),
    ...(params.country ? { country: params.country } : {}),
    ...(params.default_currency ? { defaultCurrency: params.default_currency } : {}),
  });
}

async function update(work: Work, params: z.output<typeof updateParams>, id: string): Promise<Account> {
  const account = await needLocked(inScope(work, ""), accounts, id);
  const updated: Account = {
    ...account,
    business_profile: { ...emptyProfile(), ...account.business_profile, ...params.business_profile },
    business_type: params.business_type ?? account.business_type ?? null,
    default_currency: params.default_currency ?? account.default_currency ?? "usd",
    email: params.email ?? account.email,
    metadata: mergeMetadata(account.metadata ?? {}, params.metadata),
  };
  await saveAccount(work, updated, {});
  return updated;
}

async function remove(work: Work, _params: object, id: string): Promise<object> {
  await needLocked(work, accounts, id);
  await work.shelf.remove(accounts, id);
  return { id, object: "account", deleted: true };
}

async function loginLink(work: Work, _params: object, id: string): Promise<object> {
  const account = await need(work, accounts, id);
  if (account.type !== "express")
    throw invalidRequest("Cannot create a login link for an account that is not an Express Dashboard account.", { param: "account" });

  return { object: "login_link", created: work.now, url: `${work.house.publicUrl}/connect/dashboard/${id}` };
}

async function createLink(work: Work, params: z.output<typeof linkParams>): Promise<object> {
  await need(work, accounts, params.account, "account");
  const id = randomText(20);
  const expiresAt = work.now + LINK_SECONDS;
  await work.shelf.put(accountLinks, id, {
    id,
    accountId: params.account,
    returnUrl: params.return_url,
    refreshUrl: params.refresh_url,
    expires_at: expiresAt,
    isUsed: false,
  });
  return { object: "account_link", created: work.now, expires_at: expiresAt, url: `${work.house.publicUrl}/connect/onboarding/${id}` };
}

async function createSession(work: Work, { account, components }: z.output<typeof sessionParams>): Promise<object> {
  await need(work, accounts, account, "account");
  return {
    object: "account_session",
    account,
    client_secret: newId("accs_secret"),
    components,
    expires_at: work.now + 1800,
    livemode: false,
  };
}
