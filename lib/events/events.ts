import { z } from "zod";
import { causes } from "./causes";

/**
 * Every event of the system. Names are past tense; payloads carry ids and a version, never copies of rows, cost prices or
 * personal data: the consumer reads again.
 */
const storeId = z.uuid();

export const eventSchemas = {
  "signup.paid": z.object({ signupId: z.uuid() }),
  "store.provisioned": z.object({ storeId, signupId: z.uuid() }),
  "store.changed": z.object({ storeId }),
  "product.changed": z.object({ storeId, productId: z.uuid(), version: z.number().int() }),
  "product.deleted": z.object({ storeId, productId: z.uuid(), version: z.number().int() }),
  "collection.changed": z.object({ storeId, collectionId: z.uuid(), version: z.number().int() }),
  "stock.changed": z.object({ storeId, productIds: z.array(z.uuid()).max(500) }),
  "import.started": z.object({ storeId, importId: z.uuid() }),
  "import.image_listed": z.object({ storeId, importId: z.uuid(), imageId: z.uuid() }),
  "order.placed": z.object({ storeId, orderId: z.uuid() }),
  "order.paid": z.object({ storeId, orderId: z.uuid() }),
  "order.cancelled": z.object({ storeId, orderId: z.uuid() }),
  "order.expired": z.object({ storeId, orderId: z.uuid() }),
  "order.shipped": z.object({ storeId, orderId: z.uuid(), fulfilmentId: z.uuid() }),
  "order.authorized": z.object({ storeId, orderId: z.uuid(), attemptId: z.uuid() }),
  "order.capture_due": z.object({ storeId, orderId: z.uuid(), attemptId: z.uuid() }),
  "order.flagged": z.object({ storeId, orderId: z.uuid(), flag: z.enum(["paid_unfulfillable", "amount_mismatch", "overpaid"]) }),
  "order.refunded": z.object({ storeId, orderId: z.uuid(), refundId: z.uuid() }),
  "refund.failed": z.object({ storeId, orderId: z.uuid(), refundId: z.uuid() }),
  "dispute.opened": z.object({ storeId, orderId: z.uuid(), disputeId: z.uuid(), stage: z.enum(["inquiry", "needs_response"]) }),
  "payment.failed": z.object({ storeId, orderId: z.uuid(), attemptId: z.uuid() }),
  "payment.refused_late": z.object({ storeId, attemptId: z.uuid() }),
  "payment.poll_due": z.object({ storeId, attemptId: z.uuid(), pollCount: z.number().int() }),
  "payment.notice_received": z.object({ storeId, noticeId: z.uuid() }),
  "order.hold_ended": z.object({ storeId, orderId: z.uuid() }),
  "reconciliation.requested": z.object({ storeId, runId: z.uuid() }),
  "billing.notice_received": z.object({ gatewayEventId: z.string(), kind: z.string(), reference: z.string() }),
  "member.registered": z.object({ userId: z.uuid() }),
  "member.invited": z.object({ storeId, invitationId: z.uuid(), tokenSealed: z.string() }),
  "password.reset_requested": z.object({ userId: z.uuid() }),
  "domain.check_due": z.object({ storeId, claimId: z.uuid(), checkCount: z.number().int() }),
  "domain.notice_due": z.object({
    storeId,
    claimId: z.uuid(),
    notice: z.enum(["active", "dns_waiting", "lapsed", "degraded", "healed", "taken_over"]),
  }),
  "search.rebuild_asked": z.object({ storeId }),
  "dead_letters.appeared": z.object({ userId: z.uuid(), cause: z.enum(causes) }),
  "clock.ticked": z.object({}),
} satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof eventSchemas;
export type EventPayload<Name extends EventName> = z.infer<(typeof eventSchemas)[Name]>;
