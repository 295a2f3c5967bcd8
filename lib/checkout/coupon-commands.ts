import { z } from "zod";
import { amountCode, checkRead, type FormRead, readWhole } from "@/lib/core/form-read";
import { isId, newId, type StoreId } from "@/lib/core/ids";
import { parseAmount } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { endOfDay } from "@/lib/core/zoned-day";
import { type Actor, writeAudit } from "@/lib/db/audit-entry";
import { withStore } from "@/lib/db/transaction";

/** More coupons than this are not listed, so they cannot be made either. */
const maxCoupons = 500;

const cents = z.number().int().min(0).max(99_999_999, "too_big");
const ofAnyKind = {
  /** Typed by shoppers: letters, digits and hyphens, upper and lower case being one. */
  code: z
    .string()
    .trim()
    .min(1, "required")
    .max(40, "too_long")
    .regex(/^[A-Za-z0-9-]+$/, "coupon_letters"),
  minSubtotalCents: cents,
  maxUses: z.number("number_invalid").int().min(1, "too_small").max(1_000_000, "too_big").nullable(),
  endsAt: z.date().nullable(),
};

export const couponSchema = z.discriminatedUnion("kind", [
  z.object({ ...ofAnyKind, kind: z.literal("percent"), percent: z.number("number_invalid").int().min(1, "too_small").max(100, "too_big") }),
  z.object({ ...ofAnyKind, kind: z.literal("fixed"), amountCents: cents.min(1, "too_small") }),
  z.object({ ...ofAnyKind, kind: z.literal("free_shipping") }),
]);
export type CouponInput = z.infer<typeof couponSchema>;

const text = z.string().trim().max(200).default("");

/** A coupon as its form sends it: texts, read by `readCoupon`. */
export const couponForm = z.object({
  code: text,
  kind: text,
  percent: text,
  amount: text,
  minSubtotal: text,
  maxUses: text,
  lastDay: text,
});
export type CouponForm = z.infer<typeof couponForm>;

const names = { amountCents: "amount", minSubtotalCents: "minSubtotal" };

/** Reads the form: amounts in the locale's notation, the last day (`2026-12-31`) to its end in the store's time zone. */
export function readCoupon(form: CouponForm, { locale, timeZone }: { locale: string; timeZone: string }): FormRead<CouponInput> {
  const { code, kind, percent, amount, minSubtotal, maxUses, lastDay } = form;
  const amountCents = kind === "fixed" ? parseAmount(amount, locale) : 0;
  const minSubtotalCents = minSubtotal === "" ? 0 : parseAmount(minSubtotal, locale);
  const endsAt = lastDay === "" ? null : endOfDay(lastDay, timeZone);
  const unreadable = {
    ...(lastDay !== "" && endsAt === null ? { lastDay: "invalid" } : {}),
    ...(amountCents === null ? { amount: amountCode(amount) } : {}),
    ...(minSubtotalCents === null ? { minSubtotal: amountCode(minSubtotal) } : {}),
    ...(kind === "percent" && percent === "" ? { percent: "required" } : {}),
  };
  const read = {
    code,
    kind,
    percent: readWhole(percent),
    amountCents: amountCents ?? 1,
    minSubtotalCents: minSubtotalCents ?? 0,
    maxUses: maxUses === "" ? null : readWhole(maxUses),
    endsAt,
  };
  return checkRead(couponSchema, read, { unreadable, names });
}

export type CouponRow = {
  id: string;
  code: string;
  kind: string;
  percent: number | null;
  amountCents: number | null;
  minSubtotalCents: number;
  maxUses: number | null;
  used: number;
  endsAt: Date | null;
  isActive: boolean;
};

/** The coupons of a store, the newest first. */
export async function listCoupons(storeId: StoreId): Promise<CouponRow[]> {
  return withStore(storeId, (tx) => tx.coupon.findMany({ where: { storeId }, orderBy: { id: "desc" }, take: maxCoupons }));
}

/** Makes a coupon that may be used from now on. Fails with `coupon_taken` when the store has one of that code, and `too_many`. */
export async function addCoupon(actor: Actor, input: CouponInput): Promise<Result<string, "coupon_taken" | "too_many">> {
  const { storeId } = actor;
  return withStore(storeId, async (tx) => {
    if ((await tx.coupon.count({ where: { storeId } })) >= maxCoupons) return fail("too_many");
    const id = newId();
    const made = await tx.coupon.createMany({ data: [{ ...input, storeId, id }], skipDuplicates: true });
    if (made.count !== 1) return fail("coupon_taken");
    await writeAudit(tx, { ...actor, action: "coupon.added", subject: id, after: input });
    return ok(id);
  });
}

/** Lets a coupon be used, or no longer. Orders placed with it keep their price. Fails with `not_found`. */
export async function switchCoupon(actor: Actor, id: string, isActive: boolean): Promise<Result<void, "not_found">> {
  if (!isId(id)) return fail("not_found");
  const { storeId } = actor;
  return withStore(storeId, async (tx) => {
    const changed = await tx.coupon.updateMany({ where: { storeId, id }, data: { isActive } });
    if (changed.count !== 1) return fail("not_found");
    await writeAudit(tx, { ...actor, action: "coupon.switched", subject: id, after: { isActive } });
    return ok();
  });
}
