import { newId, type StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { type AccountInput, saveAccount } from "@/lib/payments/accounts";
import { pagarme } from "@/lib/payments/gateways/pagarme";
import { stripe } from "@/lib/stripe/client";
import type { DemoStore } from "./stores";

/** Connects a demo store to its sandbox account; left out where the sandbox does not run. */
export async function seedGateway(storeId: StoreId, store: DemoStore): Promise<void> {
  const known = await withStore(storeId, (tx) => tx.gatewayAccount.count());
  if (known > 0) return;
  const input = store.currency === "BRL" ? await pagarmeAccount() : await stripeAccount(store);
  if (input) await withStore(storeId, (tx) => saveAccount(tx, storeId, newId(), input));
}

async function pagarmeAccount(): Promise<AccountInput | null> {
  const { PAGARME_SANDBOX_SECRET_KEY: secretKey, PAGARME_SANDBOX_PUBLIC_KEY: publicKey } = process.env;
  if (!secretKey || !publicKey) return null;
  const checked = await pagarme.checkCredentials({ accountId: "", publicKey, secretKey });
  if (!checked.ok) throw new Error(`the Pagar.me sandbox refuses its own keys: ${checked.code}`);
  return { provider: "pagarme", externalId: checked.accountId, publicKey, secretKey, label: "Sandbox" };
}

async function stripeAccount({ name, country, contact }: DemoStore): Promise<AccountInput | null> {
  if (!env().STRIPE_API_BASE) return null;
  const account = await stripe().accounts.create({ type: "standard", country, email: contact.email, business_profile: { name } });
  return { provider: "stripe", externalId: account.id, publicKey: "", secretKey: "", label: "Sandbox" };
}
