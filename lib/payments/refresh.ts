import type { StoreId } from "@/lib/core/ids";
import { minuteMs, secondMs } from "@/lib/core/time";
import type { AttemptView } from "./queries";
import { settleAttempt } from "./settle";

/** A gateway is not asked about one attempt more often than this, however many pages look. Banks tell of boletos once a day. */
const quietMs = { card: 4 * secondMs, pix: 4 * secondMs, hosted: 4 * secondMs, boleto: minuteMs };

/**
 * Asks the gateway about the newest attempt of an order when its outcome is open and it was not asked just now: for the page that
 * the shopper looks at. Answers whether it asked.
 */
export async function refreshAttempt(storeId: StoreId, attempt: AttemptView | undefined, now = Date.now()): Promise<boolean> {
  if (!attempt || attempt.isFinal || attempt.status === "created") return false;
  if (now - attempt.updatedAt.getTime() < quietMs[attempt.method]) return false;
  await settleAttempt(storeId, attempt.id);
  return true;
}
