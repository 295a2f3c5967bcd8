import { applyBillingNoticeConsumer, provisionStoreConsumer, sendWelcomeMailConsumer } from "@/lib/billing/consumers";
import { fetchImageConsumer, runImportConsumer } from "@/lib/catalog/import/consumers";
import { countLateRefusalConsumer } from "@/lib/checkout/consumers";
import { checkDomainConsumer, mailDomainNoticeConsumer } from "@/lib/domains/consumers";
import type { Consumer } from "@/lib/events/consume";
import type { ConsumerName } from "@/lib/events/routes";
import { sweepConsumer } from "@/lib/events/sweep";
import { mailInvitation, mailPasswordReset, mailVerifyAddress } from "@/lib/identity/consumers";
import { mailDeadLetters } from "@/lib/identity/dead-letter-mail";
import {
  mailDisputeOpenedConsumer,
  mailOrderCancelledConsumer,
  mailOrderExpiredConsumer,
  mailOrderPaidConsumer,
  mailOrderPlacedConsumer,
  mailOrderRefundedConsumer,
  mailOrderShippedConsumer,
  mailOrderSoldConsumer,
  mailPaymentFailedConsumer,
  mailRefundFailedConsumer,
} from "@/lib/orders/consumers";
import { countSalesConsumer } from "@/lib/orders/count-sales";
import { mailCaptureDueConsumer, mailOrderAuthorizedConsumer, mailOrderFlaggedConsumer } from "@/lib/orders/merchant-consumers";
import {
  expireOrderConsumer,
  planReconciliationsConsumer,
  pollPaymentConsumer,
  reconcileAccountConsumer,
  settleNoticeConsumer,
} from "@/lib/payments/consumers";
import { indexCollection, indexProduct, indexStock, unindexProduct } from "@/lib/search/consumers";
import { pushCollection, pushDeletedProduct, pushProduct, pushStock } from "@/lib/search/push-consumers";
import { refreshCollection, refreshDeletedProduct, refreshProduct, refreshStock } from "@/lib/search/refresh-consumers";
import { rebuildSearch, sweepSearch } from "@/lib/search/sync-consumers";
import { refreshStore } from "@/lib/stores/consumers";

/** Who runs for each consumer of lib/events/routes.ts; a missing one does not compile. */
export const consumers: Record<ConsumerName, Consumer> = {
  "provision-store": provisionStoreConsumer,
  "send-welcome-mail": sendWelcomeMailConsumer,
  "apply-billing-notice": applyBillingNoticeConsumer,
  "mail-verify-address": mailVerifyAddress,
  "mail-password-reset": mailPasswordReset,
  "mail-invitation": mailInvitation,
  "mail-dead-letters": mailDeadLetters,
  "index-product": indexProduct,
  "unindex-product": unindexProduct,
  "index-collection": indexCollection,
  "index-stock": indexStock,
  "push-product": pushProduct,
  "push-deleted-product": pushDeletedProduct,
  "push-collection": pushCollection,
  "push-stock": pushStock,
  "rebuild-search": rebuildSearch,
  "sweep-search": sweepSearch,
  "refresh-product": refreshProduct,
  "refresh-deleted-product": refreshDeletedProduct,
  "refresh-collection": refreshCollection,
  "refresh-stock": refreshStock,
  "refresh-store": refreshStore,
  "run-import": runImportConsumer,
  "fetch-image": fetchImageConsumer,
  "mail-order-placed": mailOrderPlacedConsumer,
  "mail-order-paid": mailOrderPaidConsumer,
  "mail-order-sold": mailOrderSoldConsumer,
  "mail-order-cancelled": mailOrderCancelledConsumer,
  "mail-order-expired": mailOrderExpiredConsumer,
  "mail-order-shipped": mailOrderShippedConsumer,
  "mail-order-refunded": mailOrderRefundedConsumer,
  "mail-order-authorized": mailOrderAuthorizedConsumer,
  "mail-capture-due": mailCaptureDueConsumer,
  "mail-order-flagged": mailOrderFlaggedConsumer,
  "mail-refund-failed": mailRefundFailedConsumer,
  "mail-dispute-opened": mailDisputeOpenedConsumer,
  "mail-payment-failed": mailPaymentFailedConsumer,
  "count-late-refusal": countLateRefusalConsumer,
  "poll-payment": pollPaymentConsumer,
  "settle-notice": settleNoticeConsumer,
  "expire-order": expireOrderConsumer,
  "reconcile-account": reconcileAccountConsumer,
  "plan-reconciliations": planReconciliationsConsumer,
  "count-sales": countSalesConsumer,
  "check-domain": checkDomainConsumer,
  "mail-domain-notice": mailDomainNoticeConsumer,
  sweep: sweepConsumer,
};
