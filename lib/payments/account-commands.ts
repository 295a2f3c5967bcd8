import { z } from "zod";
import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { record } from "@/lib/events/outbox";
import { openNoticeSecret, saveAccount } from "./accounts";
import type { Provider } from "./gateways/port";
import { gatewayOf, toProvider } from "./gateways/registry";
import { type PaymentTerms, paymentTermsSchema } from "./terms";

type Actor = { storeId: StoreId; actorId: string };

/** The default account as its merchant sees it. The secret key is not in it, nor anywhere else after it was sealed. */
export type ConnectedAccount = {
  provider: Provider;
  externalId: string;
  publicKey: string;
  terms: PaymentTerms;
  checkedAt: Date | null;
  lastNoticeAt: Date | null;
  /** What is typed at the gateway so that its notices arrive. */
  notice: { address: string; user: string; password: string };
};

/** The account that a store's new payments go to, or null while none is connected. */
export async function findConnectedAccount(storeId: StoreId): Promise<ConnectedAccount | null> {
  const row = await withStore(storeId, (tx) => tx.gatewayAccount.findFirst({ where: { storeId, isDefault: true, isActive: true } }));
  if (!row) return null;
  const [user = "", password = ""] = openNoticeSecret(row).split(":");
  return {
    provider: toProvider(row.provider),
    externalId: row.externalId,
    publicKey: row.publicKey,
    terms: paymentTermsSchema.parse(row.settings),
    checkedAt: row.checkedAt,
    lastNoticeAt: row.lastNoticeAt,
    notice: { address: new URL(`/api/webhooks/pagarme/${row.noticeKey}`, env().PLATFORM_URL).href, user, password },
  };
}

const key = z.string().trim().min(1, "required").max(200, "too_long").default("");
export const pagarmeKeys = z.object({ publicKey: key, secretKey: key });
export type PagarmeKeys = z.infer<typeof pagarmeKeys>;

/**
 * Connects a store to its Pagar.me account once the API has taken both keys. Fails with `wrong_key`, `mixed_modes` (one key is for
 * tests, the other not) and `gateway_unreachable`; nothing is written then. The terms stay those of the account before.
 */
export async function connectPagarme(
  { storeId, actorId }: Actor,
  { publicKey, secretKey }: PagarmeKeys,
): Promise<Result<void, "wrong_key" | "mixed_modes" | "gateway_unreachable">> {
  const checked = await gatewayOf("pagarme").checkCredentials({ accountId: "", publicKey, secretKey });
  if (!checked.ok) return fail(checked.code === "unreachable" ? "gateway_unreachable" : checked.code);

  const externalId = checked.accountId;
  await withStore(storeId, async (tx) => {
    const before = await tx.gatewayAccount.findFirst({ where: { storeId, isDefault: true }, select: { settings: true } });
    const id = await saveAccount(tx, storeId, newId(), { provider: "pagarme", externalId, publicKey, secretKey, label: "" });
    const settings = paymentTermsSchema.parse(before?.settings ?? {});
    await tx.gatewayAccount.update({ where: { storeId_id: { storeId, id } }, data: { settings } });
    await tell(tx, { storeId, actorId }, { action: "payments.connected", after: { provider: "pagarme", externalId } });
  });
  return ok();
}

/** Saves the terms of the default account; the storefront shows them next. Fails with `not_found` while nothing is connected. */
export async function saveTerms({ storeId, actorId }: Actor, terms: PaymentTerms): Promise<Result<void, "not_found">> {
  return withStore(storeId, async (tx) => {
    const changed = await tx.gatewayAccount.updateMany({ where: { storeId, isDefault: true, isActive: true }, data: { settings: terms } });
    if (changed.count !== 1) return fail("not_found");
    await tell(tx, { storeId, actorId }, { action: "payments.terms_saved", after: terms });
    return ok();
  });
}

async function tell(tx: StoreTx, { storeId, actorId }: Actor, { action, after }: { action: string; after: object }): Promise<void> {
  await tx.auditEntry.create({ data: { id: newId(), storeId, actorId, actorKind: "member", action, subject: storeId, after } });
  await record(tx, "store.changed", { storeId });
}
