import { z } from "zod";
import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { saveAccount } from "./accounts";
import type { GatewayCredentials } from "./gateways/port";
import { gatewayOf } from "./gateways/registry";
import { type PaymentTerms, paymentTermsSchema } from "./terms";

type Actor = { storeId: StoreId; actorId: string };

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

  const externalId = await recognise(storeId, { accountId: checked.accountId, publicKey, secretKey });
  if (externalId === null) return fail("gateway_unreachable");
  await withStore(storeId, async (tx) => {
    const before = await tx.gatewayAccount.findFirst({ where: { storeId, isDefault: true }, select: { settings: true } });
    const id = await saveAccount(tx, storeId, newId(), { provider: "pagarme", externalId, publicKey, secretKey, label: "" });
    const settings = paymentTermsSchema.parse(before?.settings ?? {});
    await tx.gatewayAccount.update({ where: { storeId_id: { storeId, id } }, data: { settings } });
    await tell(tx, { storeId, actorId }, { action: "payments.connected", after: { provider: "pagarme", externalId } });
  });
  return ok();
}

/** Orders that new keys are tried on: the gateway may be silent about one. */
const mostAsked = 3;

/**
 * The account that new keys belong to: the one that the store has, when the keys open its orders (a merchant who changes keys keeps
 * the notice address, and old orders stay within reach), else one of its own. Null when the gateway does not answer.
 */
async function recognise(storeId: StoreId, keys: GatewayCredentials): Promise<string | null> {
  const known = await withStore(storeId, (tx) =>
    tx.gatewayAccount.findFirst({
      where: { storeId, provider: "pagarme", isActive: true },
      orderBy: [{ isDefault: "desc" }, { createdAt: "desc" }],
      select: { externalId: true, attempts: { where: { gatewayRef: { not: null } }, orderBy: { id: "desc" }, take: mostAsked } },
    }),
  );
  if (!known) return keys.accountId;
  if (known.attempts.length === 0) return known.externalId;
  for (const { gatewayRef, gatewayCode } of known.attempts) {
    const found = await gatewayOf("pagarme").find(keys, { gatewayRef, reference: gatewayCode });
    if (found.kind !== "unknown") return found.kind === "state" ? known.externalId : keys.accountId;
  }
  return null;
}

/** Changes terms of the account that payments go to; the storefront shows them next. Fails with `not_found` while nothing is connected. */
export async function saveTerms({ storeId, actorId }: Actor, changes: Partial<PaymentTerms>): Promise<Result<void, "not_found">> {
  return withStore(storeId, async (tx) => {
    const account = await tx.gatewayAccount.findFirst({
      where: { storeId, isDefault: true, isActive: true },
      select: { id: true, settings: true },
    });
    if (!account) return fail("not_found");
    const settings = { ...paymentTermsSchema.parse(account.settings), ...changes };
    await tx.gatewayAccount.update({ where: { storeId_id: { storeId, id: account.id } }, data: { settings } });
    await tell(tx, { storeId, actorId }, { action: "payments.terms_saved", after: settings });
    return ok();
  });
}

/** Sends new payments to another connected account. Fails with `not_found`, and `cannot_charge` where its gateway lets it charge nobody. */
export async function chooseAccount({ storeId, actorId }: Actor, accountId: string): Promise<Result<void, "not_found" | "cannot_charge">> {
  return withStore(storeId, async (tx) => {
    const where = { storeId_id: { storeId, id: accountId } };
    const account = await tx.gatewayAccount.findUnique({
      where,
      select: { isActive: true, canCharge: true, provider: true, externalId: true },
    });
    if (!account?.isActive) return fail("not_found");
    if (!account.canCharge) return fail("cannot_charge");
    await tx.gatewayAccount.updateMany({ where: { storeId, isDefault: true }, data: { isDefault: false } });
    await tx.gatewayAccount.update({ where, data: { isDefault: true } });
    const { provider, externalId } = account;
    await tell(tx, { storeId, actorId }, { action: "payments.account_chosen", after: { provider, externalId } });
    return ok();
  });
}

async function tell(tx: StoreTx, { storeId, actorId }: Actor, { action, after }: { action: string; after: object }): Promise<void> {
  await tx.auditEntry.create({ data: { id: newId(), storeId, actorId, actorKind: "member", action, subject: storeId, after } });
  await record(tx, "store.changed", { storeId });
}
