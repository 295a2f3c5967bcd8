import type { StoreTx } from "@/lib/db/transaction";
import { addressLines, storedAddressSchema } from "./person";
import { type OrderStatus, type PaymentSummary, toOrderStatus, toPaymentSummary } from "./types";

export type OrderLineView = {
  id: string;
  title: string;
  variantTitle: string;
  sku: string | null;
  slug: string;
  productId: string | null;
  imageUrl: string | null;
  unitPriceCents: number;
  quantity: number;
  totalCents: number;
};

export type OrderEntryView = { id: string; kind: string; detail: Record<string, unknown>; actorId: string | null; at: Date };

export type ShipmentView = {
  id: string;
  status: string;
  carrier: string;
  trackingCode: string;
  trackingUrl: string;
  shippedAt: Date | null;
};

/** An order as its shopper and its merchant see it. Secrets and the gateway's words are not part of it. */
export type OrderView = {
  id: string;
  number: number;
  status: OrderStatus;
  paymentState: PaymentSummary;
  fulfilmentState: string;
  flags: string[];
  locale: string;
  currency: string;
  subtotalCents: number;
  shippingCents: number;
  discountCents: number;
  methodDiscountCents: number;
  interestCents: number;
  totalCents: number;
  couponCode: string | null;
  shippingName: string;
  shippingMinDays: number;
  shippingMaxDays: number;
  placedAt: Date;
  expiresAt: Date | null;
  customerId: string | null;
  lines: OrderLineView[];
  /** Empty once the shopper's data was erased. */
  person: { name: string; email: string; phone: string; document: string; addressLines: string[]; postalCode: string };
  timeline: OrderEntryView[];
  shipments: ShipmentView[];
};

export const orderParts = {
  lines: { orderBy: { position: "asc" } },
  person: true,
  timeline: { orderBy: { id: "asc" } },
  fulfilments: { orderBy: { createdAt: "asc" } },
} as const;

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;
const rowOf = (tx: StoreTx, id: string) => tx.order.findFirst({ where: { id }, include: orderParts });

export function toOrderView(row: Row): OrderView {
  const { lines, person, timeline, fulfilments, tokenHash: _hash, tokenSealed: _sealed, ...order } = row;
  const address = storedAddressSchema.parse(person?.address ?? {});
  return {
    ...order,
    status: toOrderStatus(order.status),
    paymentState: toPaymentSummary(order.paymentState),
    lines,
    person: {
      name: person?.name ?? "",
      email: person?.email ?? "",
      phone: person?.phone ?? "",
      document: person?.document ?? "",
      addressLines: addressLines(address),
      postalCode: address.postalCode,
    },
    timeline: timeline.map(({ id, kind, detail, actorId, createdAt }) => ({ id, kind, detail: Object(detail), actorId, at: createdAt })),
    shipments: fulfilments,
  };
}
