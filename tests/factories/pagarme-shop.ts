import { withPlatform, withStore } from "@/lib/db/transaction";
import type { PaymentTerms } from "@/lib/payments/terms";
import type { StoreView } from "@/lib/stores/types";
import { startGateway } from "@/tests/factories/gateway";
import { openShop } from "@/tests/factories/shop";

/** A Brazilian store that takes money by a sandbox of its own, what its shoppers do, and what is read of it. */
export type PagarmeShop = Awaited<ReturnType<typeof startPagarmeShop>>;

/** Call it once per file, before anything reads the environment. Pix is ten per cent cheaper unless the terms say otherwise. */
export async function startPagarmeShop(terms: Partial<PaymentTerms> = {}) {
  const sandbox = await startGateway();
  const shop = await openShop(sandbox, { pixDiscountPercent: 10, ...terms });
  return {
    sandbox,
    ...shop,
    ...readersOf(shop.store),
    /** What a person does in Pagar.me's dashboard. */
    inPanel: async (attemptId: string, form: Record<string, string>) => sandbox.press(`/panel/${await shop.chargeId(attemptId)}`, form),
    close: sandbox.close,
  };
}

function readersOf(store: StoreView) {
  const storeId = store.id;
  return {
    read: (orderId: string) =>
      withStore(storeId, (tx) =>
        tx.order.findUniqueOrThrow({
          where: { storeId_id: { storeId, id: orderId } },
          include: {
            payment: { include: { ledger: true, attempts: { orderBy: { attemptNo: "asc" } }, refunds: true } },
            timeline: true,
            holds: true,
          },
        }),
      ),
    stockOf: async (variantId: string) => {
      const where = { storeId_variantId: { storeId, variantId } };
      const { onHand, reserved } = await withStore(storeId, (tx) => tx.inventoryLevel.findUniqueOrThrow({ where }));
      return { onHand, reserved };
    },
    events: (name: string, orderId: string) =>
      withPlatform((tx) => tx.outboxEvent.count({ where: { name, payload: { path: ["orderId"], equals: orderId } } })),
  };
}
