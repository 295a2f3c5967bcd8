import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "./types";

export type SetupStepKey = "logo" | "products" | "payments" | "shipping" | "firstOrder";

/** What a store still lacks to sell, asked in one transaction. */
export async function readSetup(store: StoreView): Promise<Record<SetupStepKey, boolean>> {
  return withStore(store.id, async (tx) => ({
    logo: store.theme.logo !== null,
    products: await exists(tx.product.findFirst({ where: { status: "active" }, select: { id: true } })),
    payments: await exists(tx.gatewayAccount.findFirst({ where: { isActive: true }, select: { id: true } })),
    shipping: await exists(tx.shippingRate.findFirst({ where: { isActive: true }, select: { id: true } })),
    firstOrder: await exists(tx.order.findFirst({ select: { id: true } })),
  }));
}

async function exists(found: Promise<unknown>): Promise<boolean> {
  return (await found) !== null;
}
