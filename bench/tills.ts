import { type PlacedOrder, type PlaceRequest, placeOrder } from "@/lib/checkout/place";
import { disconnect } from "@/lib/db/clients";
import { chargeAttempt } from "@/lib/payments/charge";
import type { StoreView } from "@/lib/stores/types";
import { makeAccount, makeCheckout, makeRate, placing } from "@/tests/factories/checkout";
import { makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";

type Till = { store: StoreView; rateId: string; variantIds: string[] };
export type Filled = { store: StoreView; request: PlaceRequest };

export type Tills = {
  /** Checkouts filled in as far as the click on "Pay now", over all stores in turn. */
  fill(count: number): Promise<Filled[]>;
  place(filled: Filled): Promise<PlacedOrder>;
  placeAndSettle(filled: Filled): Promise<void>;
  /** So that nothing that is made once is measured. */
  buyAll(count: number): Promise<void>;
  close(): Promise<void>;
};

const goods = 16;

export async function openTills(stores: number): Promise<Tills> {
  const tills: Till[] = [];
  for (let made = 0; made < stores; made++) tills.push(await openTill());
  let turn = 0;
  const fillOne = async (): Promise<Filled> => {
    turn += 1;
    const till = tills[turn % tills.length];
    const variantId = till?.variantIds[turn % goods];
    if (!till || !variantId) throw new Error("no store to buy in");
    return { store: till.store, request: placing(await makeCheckout(till.store, till.rateId, [{ variantId }]), "card") };
  };
  const fill = async (count: number): Promise<Filled[]> => {
    const filled: Filled[] = [];
    while (filled.length < count) filled.push(await fillOne());
    return filled;
  };
  return {
    fill,
    place,
    placeAndSettle,
    buyAll: async (count) => {
      for (const filled of await fill(count)) await placeAndSettle(filled);
    },
    close: disconnect,
  };
}

async function openTill(): Promise<Till> {
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  await makeAccount(store);
  const variantIds: string[] = [];
  for (let made = 0; made < goods; made++) {
    variantIds.push((await makeProduct(store, { variants: [{ priceCents: 10_000, stock: 1_000_000 }] })).variantId);
  }
  return { store, rateId: await makeRate(store), variantIds };
}

async function place({ store, request }: Filled): Promise<PlacedOrder> {
  const placed = await placeOrder(store, request);
  if (!placed.ok) throw new Error(`not placed: ${placed.code}`);
  return placed.value;
}

async function placeAndSettle(filled: Filled): Promise<void> {
  const { attemptId } = await place(filled);
  const settled = attemptId
    ? await chargeAttempt(filled.store.id, attemptId, { orderUrl: "http://bench.test/orders/t", cardToken: "token_x" })
    : null;
  if (settled !== "captured") throw new Error(`not settled: ${settled}`);
}
