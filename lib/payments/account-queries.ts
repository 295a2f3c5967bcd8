import type { StoreId } from "@/lib/core/ids";
import { toProvider } from "@/lib/core/provider";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { type AccountStanding, readStanding } from "./account-standing";
import { openNoticeSecret, testNoticeKind } from "./accounts";
import type { Provider } from "./gateways/port";
import { partsOf } from "./gateways/registry";
import { type PaymentTerms, paymentTermsSchema } from "./terms";

export type NoticeTarget = { address: string; user: string; password: string };

/** An account as its merchant sees it. The secret key is not in it, nor anywhere else after it was sealed. */
export type ConnectedAccount = {
  id: string;
  provider: Provider;
  externalId: string;
  publicKey: string;
  /** New payments go to it. */
  isDefault: boolean;
  /** Its gateway lets it charge. */
  canCharge: boolean;
  standing: AccountStanding;
  terms: PaymentTerms;
  checkedAt: Date | null;
  /** When the gateway last told something. */
  lastNoticeAt: Date | null;
  /** When a test notice last arrived. */
  lastTestAt: Date | null;
  /** What is typed at the gateway so that its notices arrive; null where they come to an address of the platform's. */
  notice: NoticeTarget | null;
};

/** The account that a store's new payments go to, or null while none is connected. */
export async function findConnectedAccount(storeId: StoreId): Promise<ConnectedAccount | null> {
  return (await listConnectedAccounts(storeId)).find(({ isDefault }) => isDefault) ?? null;
}

/** The accounts of a store, one per provider: the one that payments go to, else the newest. */
export async function listConnectedAccounts(storeId: StoreId): Promise<ConnectedAccount[]> {
  const rows = await withStore(storeId, (tx) =>
    tx.gatewayAccount.findMany({
      where: { storeId, isActive: true },
      include: { notices: { where: { kind: testNoticeKind }, orderBy: { receivedAt: "desc" }, take: 1, select: { receivedAt: true } } },
      orderBy: [{ isDefault: "desc" }, { createdAt: "desc" }],
    }),
  );
  const newest = rows.filter((row, index) => rows.findIndex(({ provider }) => provider === row.provider) === index);
  return newest.map(toConnected);
}

type Row = Parameters<typeof openNoticeSecret>[0] & {
  provider: string;
  externalId: string;
  publicKey: string;
  isDefault: boolean;
  canCharge: boolean;
  onboarding: unknown;
  settings: unknown;
  noticeKey: string;
  checkedAt: Date | null;
  lastNoticeAt: Date | null;
  notices: { receivedAt: Date }[];
};

function toConnected(row: Row): ConnectedAccount {
  const { id, externalId, publicKey, isDefault, canCharge, checkedAt, lastNoticeAt } = row;
  const provider = toProvider(row.provider);
  return {
    ...{ id, externalId, publicKey, isDefault, canCharge, checkedAt, lastNoticeAt },
    provider,
    standing: readStanding(row.onboarding),
    terms: paymentTermsSchema.parse(row.settings),
    lastTestAt: row.notices[0]?.receivedAt ?? null,
    notice: partsOf(provider).testNotice ? noticeTarget(provider, row) : null,
  };
}

function noticeTarget(provider: Provider, row: Row): NoticeTarget {
  const [user = "", password = ""] = openNoticeSecret(row).split(":");
  return { address: noticeAddress(provider, row.noticeKey), user, password };
}

/** Where the notices of an account go that has an address of its own; its last part cannot be guessed. */
export function noticeAddress(provider: Provider, noticeKey: string): string {
  return new URL(`/api/webhooks/${provider}/${noticeKey}`, env().PLATFORM_URL).href;
}
