import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Notice } from "@/lib/payments/gateways/port";

const orderPart = z.object({ id: z.string(), code: z.string().nullish() });

const noticeShape = z.object({
  id: z.string().min(1).max(100),
  type: z.string().min(1).max(100),
  account: z.object({ id: z.string() }).nullish(),
  data: z.looseObject({ id: z.string().nullish(), code: z.string().nullish(), order: orderPart.nullish() }),
});

/**
 * Reads a notification of Pagar.me: which order to fetch again, nothing more. Null when the body is no notification.
 * An event about anything but an order or a charge has no reference and can be ignored.
 */
export function readPagarmeNotice(body: unknown): Notice | null {
  const parsed = noticeShape.safeParse(body);
  if (!parsed.success) return null;

  const { id, type, account, data } = parsed.data;
  const order = type.startsWith("order.") ? data : type.startsWith("charge.") ? data.order : null;
  return { eventId: id, kind: type, accountId: account?.id ?? null, reference: order?.code ?? null, gatewayRef: order?.id ?? null };
}

/** A notice of Pagar.me's shape that is about nothing: shows that notices arrive. */
export function pagarmeTestNotice({ eventId, kind }: { eventId: string; kind: string }): object {
  return { id: eventId, type: kind, data: {} };
}

/**
 * True when the header carries exactly the Basic credentials that the merchant set in the vendor's dashboard.
 * @param credential `user:password`; an empty one never matches, so that a forgotten setting does not open the door
 */
export function hasNoticeCredential(authorization: string | null, credential: string): boolean {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  if (!encoded || credential === "" || credential === ":") return false;
  return timingSafeEqual(digest(Buffer.from(encoded, "base64")), digest(Buffer.from(credential, "utf8")));
}

/** Digests have one length, which a comparison in constant time needs. */
function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
