import { newId, type StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { type AccountInput, openNoticeSecret, saveAccount } from "@/lib/payments/accounts";
import { gatewayOf } from "@/lib/payments/gateways/registry";
import { defaultTerms, type PaymentTerms } from "@/lib/payments/terms";
import { stripe } from "@/lib/stripe/client";
import type { DemoStore } from "./stores";

/** The account that the local sandbox opens at its start (local/services.ts). */
const sandboxAccountId = "acc_demo";

/** What a Brazilian shop commonly offers: all three ways, three instalments without interest, a little off for Pix. */
const brazilianTerms: PaymentTerms = {
  ...defaultTerms,
  boleto: true,
  maxInstalments: 6,
  freeInstalments: 3,
  minInstalmentCents: 2000,
  monthlyInterestPoints: 199,
  pixDiscountPercent: 5,
};

/** Connects a demo store to its sandbox account; left out where the sandbox does not run. */
export async function seedGateway(storeId: StoreId, store: DemoStore): Promise<void> {
  const known = await withStore(storeId, (tx) => tx.gatewayAccount.count());
  if (known > 0) return;
  const input = store.currency === "BRL" ? await pagarmeAccount() : await stripeAccount(store);
  if (!input) return;
  const id = await withStore(storeId, async (tx) => {
    const accountId = await saveAccount(tx, storeId, newId(), input);
    const settings = input.provider === "pagarme" ? brazilianTerms : defaultTerms;
    await tx.gatewayAccount.update({ where: { storeId_id: { storeId, id: accountId } }, data: { settings } });
    return accountId;
  });
  if (input.provider === "pagarme") await listenToPagarme(storeId, id, input.externalId);
}

/** Types the store's notice address and its credentials into the sandbox, as a merchant does in Pagar.me's dashboard. */
async function listenToPagarme(storeId: StoreId, id: string, sandboxAccount: string): Promise<void> {
  const account = await withStore(storeId, (tx) => tx.gatewayAccount.findUniqueOrThrow({ where: { storeId_id: { storeId, id } } }));
  const [user = "", password = ""] = openNoticeSecret(account).split(":");
  const sandbox = env().PAGARME_API_BASE.replace(/\/core\/v5$/, "");
  const answer = await fetch(`${sandbox}/_sandbox/accounts/${sandboxAccount}/endpoints`, {
    method: "POST",
    body: JSON.stringify({ url: `${env().PLATFORM_URL}/api/webhooks/pagarme/${account.noticeKey}`, user, password }),
  });
  if (!answer.ok) throw new Error(`the Pagar.me sandbox refuses the notice address: ${answer.status}`);
}

async function pagarmeAccount(): Promise<AccountInput | null> {
  const { PAGARME_SANDBOX_SECRET_KEY: secretKey, PAGARME_SANDBOX_PUBLIC_KEY: publicKey } = process.env;
  if (!secretKey || !publicKey) return null;
  const checked = await gatewayOf("pagarme").checkCredentials({ accountId: sandboxAccountId, publicKey, secretKey });
  if (!checked.ok) throw new Error(`the Pagar.me sandbox refuses its own keys: ${checked.code}`);
  return { provider: "pagarme", externalId: checked.accountId, publicKey, secretKey, label: "Sandbox" };
}

async function stripeAccount({ name, country, contact }: DemoStore): Promise<AccountInput | null> {
  const { STRIPE_API_BASE: sandbox } = env();
  if (!sandbox) return null;
  const account = await stripe().accounts.create({ type: "standard", country, email: contact.email, business_profile: { name } });
  // Onboarding is a page that nobody fills in here; without it the account cannot be charged on.
  const answer = await fetch(new URL(`/_sandbox/accounts/${account.id}/complete`, sandbox), { method: "POST" });
  if (!answer.ok) throw new Error(`the Stripe sandbox does not finish the onboarding: ${answer.status}`);
  return { provider: "stripe", externalId: account.id, publicKey: "", secretKey: "", label: "Sandbox" };
}
