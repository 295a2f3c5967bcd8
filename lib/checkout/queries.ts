import { z } from "zod";
import type { StoreId } from "@/lib/core/ids";
import { hashToken } from "@/lib/core/seal";
import { withStore } from "@/lib/db/transaction";
import { storedAddressSchema } from "@/lib/orders/person";
import { openOrderToken } from "@/lib/orders/tokens";
import { type CardTokens, cardTokensOf } from "@/lib/payments/card-tokens";
import type { StoreView } from "@/lib/stores/types";
import { readDraft } from "./draft";
import { type Quote, quoteOf } from "./quote";

const storedPerson = z.object({ name: z.string().catch(""), phone: z.string().catch(""), document: z.string().catch("") });

/** What the shopper typed so far. */
export type TypedDetails = { email: string; shippingRateId: string; couponCode: string } & z.infer<typeof storedPerson> &
  z.infer<typeof storedAddressSchema>;

export type CheckoutView = {
  /** Null before the details were saved for the first time. */
  id: string | null;
  /** The details are complete: a way to pay may be chosen. */
  isQuoted: boolean;
  typed: TypedDetails;
  quote: Quote;
  /** Where a card that is typed here becomes a token; null where none is. */
  cardTokens: CardTokens | null;
};

/** The checkout of a cart as it stands now, priced anew. Null when the cart is empty or there is none. */
export async function findCheckout(store: StoreView, cartToken: string): Promise<CheckoutView | null> {
  const { id: storeId } = store;
  return withStore(storeId, async (tx) => {
    const cart = await tx.cart.findUnique({
      where: { storeId_tokenHash: { storeId, tokenHash: hashToken(cartToken) } },
      select: { id: true },
    });
    if (!cart) return null;
    const open = { storeId, cartId: cart.id, status: { in: ["open", "quoted", "abandoned"] } };
    const row = await tx.checkout.findFirst({ where: open, orderBy: { createdAt: "desc" } });
    const wishes = { shippingRateId: row?.shippingRateId ?? null, couponCode: row?.couponCode ?? null };
    const draft = await readDraft(tx, storeId, hashToken(cartToken), wishes);
    if (draft.lines.length === 0) return null;

    const typed = toTyped(row, store.country);
    const quote = quoteOf(draft, typed.country);
    const isQuoted = row?.status === "quoted" && quote.shipping !== null;
    return { id: row?.id ?? null, isQuoted, typed, quote, cardTokens: draft.account && cardTokensOf(draft.account) };
  });
}

type Row = { email: string | null; person: unknown; address: unknown; shippingRateId: string | null; couponCode: string | null } | null;

function toTyped(row: Row, country: string): TypedDetails {
  const address = storedAddressSchema.parse(row?.address ?? {});
  return {
    email: row?.email ?? "",
    shippingRateId: row?.shippingRateId ?? "",
    couponCode: row?.couponCode ?? "",
    ...storedPerson.parse(row?.person ?? {}),
    ...address,
    country: address.country || country,
  };
}

/**
 * The page of the order that a cart became last, while it waits for money: where the back button leads after placing. Null
 * otherwise. Answers the secret of its address.
 */
export async function findWaitingOrder(storeId: StoreId, cartToken: string): Promise<string | null> {
  return withStore(storeId, async (tx) => {
    const checkout = await tx.checkout.findFirst({
      where: { storeId, status: "placed", cart: { tokenHash: hashToken(cartToken) } },
      orderBy: { placedAt: "desc" },
      select: { order: { select: { id: true, tokenSealed: true, status: true } } },
    });
    const order = checkout?.order;
    return order?.status === "awaiting_payment" ? openOrderToken(order) : null;
  });
}
