import { customerDeletionRoute } from "@/local/stripe/billing/customer-deletion";
import { invoiceRoutes } from "@/local/stripe/billing/invoice-routes";
import { portalRoutes } from "@/local/stripe/billing/portal-routes";
import { subscriptionItemRoutes } from "@/local/stripe/billing/subscription-item-routes";
import { subscriptionRoutes } from "@/local/stripe/billing/subscription-routes";
import { couponRoutes } from "@/local/stripe/catalog/coupons";
import { customerRoutes } from "@/local/stripe/catalog/customers";
import { priceRoutes } from "@/local/stripe/catalog/prices";
import { productRoutes } from "@/local/stripe/catalog/products";
import { sessionRoutes } from "@/local/stripe/checkout/session-routes";
import { accountRoutes } from "@/local/stripe/connect/account-routes";
import { webhookRoutes } from "@/local/stripe/connect/webhook-routes";
import type { Route } from "@/local/stripe/http/route";
import { intentRoutes } from "@/local/stripe/payments/intent-routes";
import { methodRoutes } from "@/local/stripe/payments/method-routes";
import { moneyRoutes } from "@/local/stripe/payments/money-routes";

/** All operations. Within a file, fixed paths (`/search`) stand before those with an id. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...couponRoutes,
  ...customerRoutes,
  customerDeletionRoute,
  ...intentRoutes,
  ...invoiceRoutes,
  ...methodRoutes,
  ...moneyRoutes,
  ...portalRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...sessionRoutes,
  ...subscriptionItemRoutes,
  ...subscriptionRoutes,
  ...webhookRoutes,
];
