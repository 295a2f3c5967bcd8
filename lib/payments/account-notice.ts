import { newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { secondMs } from "@/lib/core/time";
import { withStore } from "@/lib/db/transaction";
import { findConnectedAccount, type NoticeTarget } from "./account-queries";
import { testNoticeKind } from "./accounts";
import { partsOf } from "./gateways/registry";

const patienceMs = 15 * secondMs;

export type TestNoticeCode = "not_connected" | "notice_unreachable" | "notice_refused" | "notice_lost";

/**
 * Sends a notice to the account's own public address, with the credentials that the gateway was given, and looks whether it
 * arrived in the inbox. Fails with `not_connected`, `notice_unreachable` (nothing answers at the address), `notice_refused` (another
 * answer than 200) and `notice_lost` (answered, but not kept).
 */
export async function sendTestNotice(storeId: StoreId): Promise<Result<void, TestNoticeCode>> {
  const account = await findConnectedAccount(storeId);
  const makeNotice = account && partsOf(account.provider).testNotice;
  if (!account?.notice || !makeNotice) return fail("not_connected");
  const eventId = `test_${newId()}`;
  const status = await post(account.notice, makeNotice({ eventId, kind: testNoticeKind }));
  if (status === null) return fail("notice_unreachable");
  if (status !== 200) return fail("notice_refused");
  const arrived = await withStore(storeId, (tx) =>
    tx.gatewayNotice.count({ where: { storeId, gatewayAccountId: account.id, gatewayEventId: eventId } }),
  );
  return arrived === 1 ? ok() : fail("notice_lost");
}

/** Posts as the gateway does; null when nothing answers. */
async function post({ address, user, password }: NoticeTarget, body: object): Promise<number | null> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` },
      body: JSON.stringify(body),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
