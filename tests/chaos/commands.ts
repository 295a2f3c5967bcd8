import { archiveProduct, createProduct, deleteProduct, updateProduct } from "@/lib/catalog/commands";
import { findProduct } from "@/lib/catalog/queries";
import type { ProductInput } from "@/lib/catalog/schema";
import { type PlaceRequest, placeOrder } from "@/lib/checkout/place";
import { toStoreId } from "@/lib/core/ids";
import { chargeAttempt } from "@/lib/payments/charge";
import { settleAttempt } from "@/lib/payments/settle";
import { requireStore } from "@/lib/stores/queries";
import { productInputOf } from "@/tests/factories/product-input";
import { unchangedInput } from "@/tests/factories/saved-product";

/** What people do in a run: a merchant edits, puts up, moves, archives and deletes, a shopper orders, pays, and looks at the order's page. */
export type Command =
  | { kind: "edit"; storeId: string; productId: string; title: string }
  | { kind: "create"; storeId: string; title: string }
  | { kind: "move"; storeId: string; productId: string; collectionIds: string[] }
  | { kind: "archive"; storeId: string; productId: string }
  | { kind: "delete"; storeId: string; productId: string }
  | { kind: "place"; storeId: string; request: PlaceRequest }
  | { kind: "charge"; storeId: string; attemptId: string; cardToken: string | null }
  | { kind: "settle"; storeId: string; attemptId: string };

/** `code` says why it was refused, where it was. */
export type Done = {
  isOk: boolean;
  code?: string;
  version?: number;
  productId?: string;
  orderId?: string;
  attemptId?: string | null;
  status?: string | null;
};

/** Runs a command as its server action would, with the store already proven. */
export async function runCommand(command: Command): Promise<Done> {
  const storeId = toStoreId(command.storeId);
  if (command.kind === "edit") return change(command, { title: command.title });
  if (command.kind === "move") return change(command, { collectionIds: command.collectionIds });
  if (command.kind === "create") {
    const made = await createProduct(storeId, productInputOf({ title: command.title }), null);
    return made.ok ? { isOk: true, productId: made.value.id } : { isOk: false, code: made.code };
  }
  if (command.kind === "archive") {
    await archiveProduct(storeId, command.productId);
    return { isOk: true };
  }
  if (command.kind === "delete") {
    const gone = await deleteProduct(storeId, command.productId);
    return gone.ok ? { isOk: true } : { isOk: false, code: gone.code };
  }
  if (command.kind === "settle") return { isOk: true, status: await settleAttempt(storeId, command.attemptId) };
  if (command.kind === "charge") {
    const context = { orderUrl: "http://store.localhost/orders/x", cardToken: command.cardToken };
    return { isOk: true, status: await chargeAttempt(storeId, command.attemptId, context) };
  }
  const placed = await placeOrder(await requireStore(storeId), command.request);
  return placed.ok ? { isOk: true, orderId: placed.value.orderId, attemptId: placed.value.attemptId } : { isOk: false, code: placed.code };
}

async function change({ storeId, productId }: { storeId: string; productId: string }, changed: Partial<ProductInput>): Promise<Done> {
  const product = await findProduct(toStoreId(storeId), productId);
  if (!product) return { isOk: false, code: "not_found" };
  const input = { ...unchangedInput(product), ...changed };
  const saved = await updateProduct(toStoreId(storeId), { productId, version: product.version, input, actorId: null });
  return saved.ok ? { isOk: true, version: product.version + 1 } : { isOk: false, code: saved.code };
}
