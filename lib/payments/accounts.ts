import { newId, type StoreId } from "@/lib/core/ids";
import { toProvider } from "@/lib/core/provider";
import { newToken, seal, unseal } from "@/lib/core/seal";
import type { StoreTx } from "@/lib/db/transaction";
import { withStore } from "@/lib/db/transaction";
import { sealKeys } from "@/lib/security/seal-keys";
import type { Gateway, GatewayCredentials, PaymentMethod, Provider } from "./gateways/port";
import { gatewayOf } from "./gateways/registry";
import { type PaymentTerms, paymentTermsSchema } from "./terms";

/** What a checkout needs to know of the account that takes the money. Nothing in it is secret. */
export type PaymentAccount = {
  id: string;
  provider: Provider;
  /** The account's name at the gateway: `acc_…`, `acct_…`. */
  externalId: string;
  publicKey: string;
  terms: PaymentTerms;
  /** The ways to pay that the gateway can, the merchant wants, and the currency allows. */
  methods: PaymentMethod[];
};

type AccountRow = { id: string; provider: string; externalId: string; publicKey: string; settings: unknown };

const publicFields = { id: true, provider: true, externalId: true, publicKey: true, settings: true } as const;

/** The account that new payments of a store go to, or null while the store takes none: none is connected, or its gateway lets it charge nobody. */
export async function findDefaultAccount(storeId: StoreId): Promise<PaymentAccount | null> {
  return withStore(storeId, (tx) => findDefaultAccountIn(tx, storeId));
}

/** The same, inside a transaction. */
export async function findDefaultAccountIn(tx: StoreTx, storeId: StoreId): Promise<PaymentAccount | null> {
  const where = { storeId, isDefault: true, isActive: true, canCharge: true };
  const row = await tx.gatewayAccount.findFirst({ where, select: publicFields });
  return row && toAccount(row);
}

function toAccount(row: AccountRow): PaymentAccount {
  const provider = toProvider(row.provider);
  const terms = paymentTermsSchema.parse(row.settings);
  const wanted = (method: PaymentMethod) => method === "hosted" || terms[method];
  return { ...row, provider, terms, methods: gatewayOf(provider).capabilities.methods.filter(wanted) };
}

/** What a call to the gateway of an account takes. */
export type OpenGateway = { gateway: Gateway; credentials: GatewayCredentials };

/** The gateway of an account of the store with its keys, also when it takes no new payments: for the call alone, never for a page or a log. */
export async function openGateway(storeId: StoreId, accountId: string): Promise<OpenGateway> {
  const where = { storeId_id: { storeId, id: accountId } };
  return openGatewayOf(await withStore(storeId, (tx) => tx.gatewayAccount.findUniqueOrThrow({ where, select: keyFields })));
}

export const keyFields = { storeId: true, id: true, provider: true, externalId: true, publicKey: true, secretSealed: true } as const;

/** What a gateway is opened by, as it is stored: the secret is sealed. */
export type KeyRow = { storeId: string; id: string; provider: string; externalId: string; publicKey: string; secretSealed: string };

/** The same of a row that was read already. */
export function openGatewayOf({ storeId, id, provider, externalId, publicKey, secretSealed }: KeyRow): OpenGateway {
  const secretKey = secretSealed ? unseal(sealKeys(), secretSealed, secretContext(storeId, id)) : "";
  return { gateway: gatewayOf(toProvider(provider)), credentials: { accountId: externalId, publicKey, secretKey } };
}

export type AccountInput = {
  provider: Provider;
  externalId: string;
  publicKey: string;
  /** Empty at Stripe: the platform's own key acts for the account. */
  secretKey: string;
  label: string;
};

/**
 * Writes the account that takes a store's payments from now on, its secret sealed. The same account again gets the new keys and
 * keeps its notice address. Answers its id.
 */
export async function saveAccount(tx: StoreTx, storeId: StoreId, id: string, input: AccountInput): Promise<string> {
  const { provider, externalId, publicKey, label } = input;
  const key = { storeId_provider_externalId: { storeId, provider, externalId } };
  const known = await tx.gatewayAccount.findUnique({ where: key, select: { id: true } });
  const accountId = known?.id ?? id;
  const secretSealed = input.secretKey ? seal(sealKeys(), input.secretKey, secretContext(storeId, accountId)) : "";
  await tx.gatewayAccount.updateMany({ where: { storeId, isDefault: true }, data: { isDefault: false } });
  const fresh = { publicKey, label, secretSealed, isActive: true, isDefault: true, canCharge: true, checkedAt: new Date() };
  await tx.gatewayAccount.upsert({
    where: key,
    create: { ...newRow(storeId, accountId), provider, externalId, ...fresh },
    update: fresh,
  });
  return accountId;
}

/** Writes an account that its gateway does not let charge anybody yet: it takes no payments, and the one that does stays. */
export async function openAccount(tx: StoreTx, storeId: StoreId, account: { provider: Provider; externalId: string }): Promise<void> {
  const key = { storeId_provider_externalId: { storeId, ...account } };
  const create = { ...newRow(storeId, newId()), ...account, canCharge: false };
  await tx.gatewayAccount.upsert({ where: key, create, update: { isActive: true } });
}

/** The address and the credentials of an account's notices are made once, with its row. */
function newRow(storeId: StoreId, id: string): { storeId: StoreId; id: string; noticeKey: string; noticeSealed: string } {
  return { storeId, id, noticeKey: newToken(), noticeSealed: newNoticeSecret(storeId, id) };
}

/** Of the notices that we send ourselves to see that they arrive. They are about no payment. */
export const testNoticeKind = "vitrine.test";

/** What the merchant copies into the gateway's dashboard: `user:password` for the notices. */
export function openNoticeSecret(account: { storeId: string; id: string; noticeSealed: string }): string {
  return account.noticeSealed ? unseal(sealKeys(), account.noticeSealed, noticeContext(account.storeId, account.id)) : "";
}

function newNoticeSecret(storeId: string, accountId: string): string {
  return seal(sealKeys(), `vitrine:${newToken()}`, noticeContext(storeId, accountId));
}

function secretContext(storeId: string, accountId: string): string {
  return `gateway-secret:${storeId}:${accountId}`;
}

function noticeContext(storeId: string, accountId: string): string {
  return `gateway-notice:${storeId}:${accountId}`;
}
