import { hashToken, newToken, seal, unseal } from "@/lib/core/seal";
import { sealKeys } from "@/lib/security/seal-keys";

/** The secret in the address of an order's page: handed out, kept only as a hash and sealed for the mails that link to it. */
export type OrderToken = { token: string; hash: string; sealed: string };

/** A new secret address for an order. */
export function makeOrderToken(orderId: string): OrderToken {
  const token = newToken();
  return { token, hash: hashToken(token), sealed: seal(sealKeys(), token, contextOf(orderId)) };
}

/** The secret of an order's address, for a link in a mail or a redirect of the shopper who placed it. */
export function openOrderToken(order: { id: string; tokenSealed: string }): string {
  return unseal(sealKeys(), order.tokenSealed, contextOf(order.id));
}

function contextOf(orderId: string): string {
  return `order-token:${orderId}`;
}
