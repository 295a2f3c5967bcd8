import type { StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { openGateway } from "./accounts";
import { actKey } from "./act-key";
import { recordAct } from "./acts";
import { isCaptured } from "./rules";
import { applyAnswer } from "./settle";

export type CaptureCode = "nothing_to_capture" | "still_checking" | "capture_refused";

/**
 * Takes the money that is held for an order, which confirms it. A double click takes it once.
 * `nothing_to_capture`: none is held (any more) · `still_checking`: the gateway is silent, asking goes on · `capture_refused`.
 */
export async function captureOrder(storeId: StoreId, orderId: string, actorId: string): Promise<Result<void, CaptureCode>> {
  const where = { storeId, orderId, status: "authorized" };
  const attempt = await withStore(storeId, (tx) => tx.paymentAttempt.findFirst({ where, orderBy: { attemptNo: "desc" } }));
  if (!attempt) return fail("nothing_to_capture");

  const { gateway, credentials } = await openGateway(storeId, attempt.gatewayAccountId);
  const asked = { gatewayRef: attempt.gatewayRef, reference: attempt.gatewayCode, submittedAt: attempt.submittedAt };
  const answer = await gateway.capture(credentials, asked, actKey(storeId, attempt, "capture"));
  // A refused capture says nothing about the money that is held.
  if (answer.kind === "rejected" || answer.kind === "not_found") return fail("capture_refused");
  const settled = await applyAnswer(storeId, attempt.id, answer);
  if (settled === "silent") return fail("still_checking");
  if (!isCaptured(settled)) return fail("capture_refused");
  const detail = { amountCents: attempt.amountCents };
  await withStore(storeId, (tx) => recordAct(tx, storeId, { action: "payments.captured", orderId, actorId, detail }));
  return ok();
}
