import { updateProduct } from "@/lib/catalog/commands";
import { findProduct } from "@/lib/catalog/queries";
import { type PlaceRequest, placeOrder } from "@/lib/checkout/place";
import { toStoreId } from "@/lib/core/ids";
import { chargeAttempt } from "@/lib/payments/charge";
import { settleAttempt } from "@/lib/payments/settle";
import { requireStore } from "@/lib/stores/queries";
import { unchangedInput } from "@/tests/factories/saved-product";

/** What people do in a run: a merchant edits, a shopper orders, pays, and looks at the order's page. */
export type Command =
  | { kind: "edit"; storeId: string; productId: string; title: string }
  | { kind: "place"; storeId: string; request: PlaceRequest }
  | { kind: "charge"; storeId: string; attemptId: string; cardToken: string | null }
  | { kind: "settle"; storeId: string; attemptId: string };

/** `code` says why it was refused, where it was. */
export type Done = { isOk: boolean; code?: string; version?: number; orderId?: string; attemptId?: string | null; status?: string | null };

/** Runs a command as its server action would, with the store already proven. */
export async function runCommand(command: Command): Promise<Done> {
  const storeId = toStoreId(command.storeId);
  if (command.kind === "edit") return edit(command);
  if (command.kind === "settle") return { isOk: true, status: await settleAttempt(storeId, command.attemptId) };
  if (command.kind === "charge") {
    const context = { orderUrl: "http://store.localhost/orders/x", cardToken: command.cardToken };
    return { isOk: true, status: await chargeAttempt(storeId, command.attemptId, context) };
  }
  const placed = await placeOrder(await requireStore(storeId), command.request);
  return placed.ok ? { isOk: true, orderId: placed.value.orderId, attemptId: placed.value.attemptId } : { isOk: false, code: placed.code };
}

async function edit({ storeId, productId, title }: Extract<Command, { kind: "edit" }>): Promise<Done> {
  const product = await findProduct(toStoreId(storeId), productId);
  if (!product) return { isOk: false, code: "not_found" };
  const input = { ...unchangedInput(product), title };
  const saved = await updateProduct(toStoreId(storeId), { productId, version: product.version, input, actorId: null });
  return saved.ok ? { isOk: true, version: product.version + 1 } : { isOk: false, code: saved.code };
}
