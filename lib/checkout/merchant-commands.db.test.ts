import { describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Actor } from "@/lib/db/audit-entry";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { makeStore } from "@/tests/factories/store";
import { addCoupon, couponForm, listCoupons, readCoupon, switchCoupon } from "./coupon-commands";
import { findUsableCoupon } from "./coupons";
import { rateForm, readRate } from "./shipping-commands";
import { deleteRate, listRates, saveRate } from "./shipping-rates";

/** A member at work in the store. */
const by = (store: StoreView): Actor => ({ storeId: store.id, actorId: newId() });

function rate(changes: Record<string, string> = {}) {
  const typed = {
    name: "Correios",
    kind: "free_over",
    price: "19,90",
    minSubtotal: "1.250,00",
    minDays: "2",
    maxDays: "8",
    isActive: "on",
  };
  return readRate(rateForm.parse({ ...typed, ...changes }), "pt-BR");
}

function coupon(changes: Record<string, string> = {}) {
  const typed = { code: "VERAO10", kind: "percent", percent: "10", lastDay: "2099-12-31" };
  return readCoupon(couponForm.parse({ ...typed, ...changes }), { locale: "pt-BR", timeZone: "America/Sao_Paulo" });
}

function value<Value>(read: { ok: true; value: Value } | { ok: false }): Value {
  if (!read.ok) throw new Error("refused");
  return read.value;
}

describe("ways of delivery", () => {
  test("amounts are read in the store's notation, and codes name the fields", () => {
    expect(rate({ countries: "br, pt" })).toMatchObject({
      ok: true,
      value: { priceCents: 1990, minSubtotalCents: 125_000, countries: ["BR", "PT"] },
    });
    expect(rate({ kind: "pickup", price: "x" })).toMatchObject({ ok: true, value: { priceCents: 0, minSubtotalCents: null } });
    expect(rate({ price: "abc", minSubtotal: "", countries: "XX" })).toEqual({
      ok: false,
      errors: { price: "not_an_amount", minSubtotal: "required", countries: "country_invalid" },
    });
  });

  test("are added, changed and removed in their own store alone", async () => {
    const [own, other] = [await makeStore(), await makeStore()];
    const id = value(await saveRate(by(own), null, value(rate())));
    expect(await saveRate(by(other), id, value(rate({ name: "Taken" })))).toEqual({ ok: false, code: "not_found" });
    await deleteRate(by(other), id);
    expect(await listRates(own.id)).toMatchObject([{ id, name: "Correios" }]);
    expect(await saveRate(by(own), id, value(rate({ name: "Sedex" })))).toEqual({ ok: true, value: id });
    expect(await listRates(own.id)).toMatchObject([{ id, name: "Sedex" }]);
    await deleteRate(by(own), id);
    expect(await listRates(own.id)).toEqual([]);
  });
});

describe("coupons", () => {
  test("end with their last day in the store's time zone, and need the value of their kind", () => {
    expect(coupon()).toMatchObject({ ok: true, value: { percent: 10, endsAt: new Date("2100-01-01T03:00:00Z"), maxUses: null } });
    expect(coupon({ kind: "fixed", amount: "12,50" })).toMatchObject({ ok: true, value: { amountCents: 1250 } });
    expect(coupon({ percent: "", code: "a b", lastDay: "2099-02-30" })).toEqual({
      ok: false,
      errors: { percent: "required", code: "coupon_letters", lastDay: "invalid" },
    });
  });

  test("are unique by code in a store, and switched in their own store alone", async () => {
    const [own, other] = [await makeStore(), await makeStore()];
    const id = value(await addCoupon(by(own), value(coupon())));
    expect(await addCoupon(by(own), value(coupon({ code: "verao10" })))).toEqual({ ok: false, code: "coupon_taken" });
    expect((await addCoupon(by(other), value(coupon()))).ok).toBe(true);
    expect(await switchCoupon(by(other), id, false)).toEqual({ ok: false, code: "not_found" });
    const usable = () => withStore(own.id, (tx) => findUsableCoupon(tx, own.id, "VERAO10"));
    expect(await usable()).toMatchObject({ id, rule: { kind: "percent", percent: 10 } });
    expect(await switchCoupon(by(own), id, false)).toEqual({ ok: true, value: undefined });
    expect(await usable()).toBeNull();
    expect(await listCoupons(own.id)).toMatchObject([{ id, isActive: false }]);
  });
});

test("what a merchant changes is written down: who, what, and what it is now", async () => {
  const store = await makeStore();
  const actor = by(store);
  const rateId = value(await saveRate(actor, null, value(rate())));
  await deleteRate(actor, rateId);
  await deleteRate(actor, rateId);
  const couponId = value(await addCoupon(actor, value(coupon())));
  await switchCoupon(actor, couponId, false);
  const entries = await withStore(store.id, (tx) => tx.auditEntry.findMany({ orderBy: { id: "asc" } }));
  expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
    ["shipping.rate_saved", rateId],
    ["shipping.rate_removed", rateId],
    ["coupon.added", couponId],
    ["coupon.switched", couponId],
  ]);
  expect(entries.every(({ actorId, storeId }) => actorId === actor.actorId && storeId === store.id)).toBe(true);
  expect(entries.at(-1)?.after).toEqual({ isActive: false });
});
