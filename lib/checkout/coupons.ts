import type { StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import type { CouponRule } from "./pricing";

export type UsableCoupon = { id: string; code: string; rule: CouponRule };

type CouponRow = { kind: string; percent: number | null; amountCents: number | null; minSubtotalCents: number };

/** The coupon that a typed code names, if it may be used now: active, within its dates, uses left. Upper and lower case are one. */
export async function findUsableCoupon(tx: StoreTx, storeId: StoreId, code: string): Promise<UsableCoupon | null> {
  const row = await tx.coupon.findUnique({ where: { storeId_code: { storeId, code } } });
  const now = new Date();
  const isUsable =
    row?.isActive &&
    (row.startsAt === null || row.startsAt <= now) &&
    (row.endsAt === null || row.endsAt > now) &&
    (row.maxUses === null || row.used < row.maxUses);
  const rule = row && isUsable ? ruleOf(row) : null;
  return row && rule && { id: row.id, code: row.code, rule };
}

function ruleOf({ kind, percent, amountCents, minSubtotalCents }: CouponRow): CouponRule | null {
  if (kind === "percent" && percent !== null) return { kind, percent, minSubtotalCents };
  if (kind === "fixed" && amountCents !== null) return { kind, amountCents, minSubtotalCents };
  return kind === "free_shipping" ? { kind, minSubtotalCents } : null;
}

/**
 * Takes one use of a coupon: one conditional update, so that the last use goes to one buyer. False when it is used up, over or
 * switched off. Whose use it is, the order's own rows say.
 */
export async function takeCoupon(tx: StoreTx, storeId: StoreId, couponId: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    update coupon set used = used + 1, updated_at = now()
    where store_id = ${storeId}::uuid and id = ${couponId}::uuid and is_active
      and (max_uses is null or used < max_uses) and (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now())`;
  return taken === 1;
}
