import { saveDetails } from "@/lib/checkout/commands";
import type { PlaceRequest } from "@/lib/checkout/place";
import { findCheckout } from "@/lib/checkout/queries";
import type { Details } from "@/lib/checkout/schema";
import { saveRate } from "@/lib/checkout/shipping-rates";
import { newId } from "@/lib/core/ids";
import { hashToken, newToken } from "@/lib/core/seal";
import { withStore } from "@/lib/db/transaction";
import { type AccountInput, saveAccount } from "@/lib/payments/accounts";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import { defaultTerms, type PaymentTerms } from "@/lib/payments/terms";
import type { StoreView } from "@/lib/stores/types";

/** A buyer with everything that a Brazilian store asks for. */
export const ana: Omit<Details, "shippingRateId"> = {
  email: "ana@example.com",
  name: "Ana Souza",
  document: "12345678909",
  phone: "+5511999999999",
  postalCode: "01001000",
  line1: "Rua A",
  number: "100",
  line2: "",
  district: "Centro",
  city: "São Paulo",
  state: "SP",
  country: "BR",
};

/** A flat way of delivery: 15.00 unless told otherwise. */
export async function makeRate(store: StoreView, priceCents = 1500): Promise<string> {
  const made = await saveRate({ storeId: store.id, actorId: newId() }, null, {
    name: "PAC",
    kind: "flat",
    priceCents,
    minSubtotalCents: null,
    countries: [],
    minDays: 3,
    maxDays: 8,
    isActive: true,
  });
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

/** The account that takes the store's money. Its keys lead nowhere unless given. */
export async function makeAccount(
  store: StoreView,
  changes: Partial<AccountInput> = {},
  terms: Partial<PaymentTerms> = {},
): Promise<string> {
  const input = {
    provider: "pagarme",
    externalId: `acc_${newId().slice(-12)}`,
    publicKey: "pk_test_x",
    secretKey: "sk_test_x",
    label: "",
    ...changes,
  } as const;
  return withStore(store.id, async (tx) => {
    const id = await saveAccount(tx, store.id, newId(), input);
    await tx.gatewayAccount.update({ where: { storeId_id: { storeId: store.id, id } }, data: { settings: { ...defaultTerms, ...terms } } });
    return id;
  });
}

export type CartWish = { variantId: string; quantity?: number };

/** A cart with these things, its checkout filled in as far as choosing a way to pay. */
export async function makeCheckout(
  store: StoreView,
  rateId: string,
  wishes: CartWish[],
): Promise<{ cartToken: string; checkoutId: string; quoteHash: string }> {
  const cartToken = newToken();
  const cartId = newId();
  await withStore(store.id, async (tx) => {
    await tx.cart.create({ data: { storeId: store.id, id: cartId, tokenHash: hashToken(cartToken) } });
    for (const { variantId, quantity = 1 } of wishes) {
      await tx.cartLine.create({ data: { storeId: store.id, cartId, variantId, quantity, seenPriceCents: 0 } });
    }
  });
  const saved = await saveDetails(store, cartToken, { ...ana, shippingRateId: rateId });
  if (!saved.ok) throw new Error(saved.code);
  return { cartToken, ...(await quoted(store, cartToken)) };
}

/** What a page would send for the checkout as it stands now. */
export async function quoted(store: StoreView, cartToken: string): Promise<{ checkoutId: string; quoteHash: string }> {
  const view = await findCheckout(store, cartToken);
  if (!view?.id) throw new Error("no checkout");
  return { checkoutId: view.id, quoteHash: view.quote.hash };
}

/** The request that "Pay now" makes. */
export function placing(
  checkout: Omit<PlaceRequest, "method" | "instalments">,
  method: PaymentMethod = "pix",
  instalments = 1,
): PlaceRequest {
  return { ...checkout, method, instalments };
}
