import { after } from "next/server";
import { flushOutbox } from "@/lib/events/flush";
import { log } from "@/lib/log";
import { hasNoticeCredential, readPagarmeNotice } from "@/lib/payments/gateways/pagarme-notice";
import { verifyNotice } from "@/lib/payments/gateways/pagarme-signature";
import { findAccountByNoticeKey, receiveNotice } from "@/lib/payments/notices";
import { isWithinLimit } from "@/lib/security/rate-limit";

/** Larger than any order that Pagar.me describes. */
const maxBody = 1_000_000;

/**
 * Notices of Pagar.me for one account. The address is unguessable and the notice carries the account's Basic credentials, and a
 * signature of the vendor's that must be right where there is one; what it says is only a hint to fetch the order again. 200 after the inbox row is committed, never before.
 */
export async function POST(request: Request, { params }: { params: Promise<{ account: string }> }): Promise<Response> {
  const { account: noticeKey } = await params;
  const account = noticeKey.length === 43 ? await findAccountByNoticeKey(noticeKey) : null;
  if (!account) return Response.json({ message: "Not Found." }, { status: 404 });
  if (!hasNoticeCredential(request.headers.get("authorization"), account.noticeSecret)) {
    return Response.json({ message: "Unauthorized." }, { status: 401, headers: { "WWW-Authenticate": 'Basic realm="notices"' } });
  }
  if (!(await isWithinLimit("notice", account.id))) return Response.json({ message: "Too many." }, { status: 429 });

  const body = await request.text();
  const signature = request.headers.get("x-webhook-asymmetric-signature");
  const verdict = signature === null ? "valid" : await verifyNotice(signature, body);
  if (verdict === "wrong") return Response.json({ message: "Unauthorized." }, { status: 401 });
  if (verdict === "unverifiable") return Response.json({ message: "Try again." }, { status: 503 });
  const notice = body.length <= maxBody ? readPagarmeNotice(readJson(body)) : null;
  if (!notice) return Response.json({ message: "Not a notice." }, { status: 400 });

  const outcome = await receiveNotice(account, notice);
  after(flushOutbox);
  log.info({ storeId: account.storeId, kind: notice.kind, outcome }, "notice of Pagar.me");
  return Response.json({ outcome });
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
