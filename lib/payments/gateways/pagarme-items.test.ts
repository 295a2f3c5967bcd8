import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { billedItems, type WireItem } from "@/lib/payments/gateways/pagarme-items";
import { chargeRequest } from "@/tests/contract/gateways/charge-request";

const sumOf = (items: WireItem[]): number => items.reduce((sum, item) => sum + item.amount * item.quantity, 0);

describe("the lines sent to Pagar.me", () => {
  it("keeps units and quantities when nothing changes the price", () => {
    const { items, shippingCents } = billedItems(chargeRequest());

    expect(items).toEqual([{ code: "sku-1", description: "Camiseta", amount: 2990, quantity: 1 }]);
    expect(shippingCents).toBe(1500);
  });

  it("adds up, with any discount and interest, to exactly what is charged", () => {
    const line = fc.record({ unitPriceCents: fc.nat(50_000), quantity: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.nat(100),
        fc.nat(5000),
        fc.nat(5000),
        (lines, percent, interestCents, shippingCents) => {
          const items = lines.map((one, index) => ({ code: `sku-${index}`, description: "Item", ...one }));
          const sum = items.reduce((total, item) => total + item.unitPriceCents * item.quantity, 0);
          const discountCents = Math.floor((sum * percent) / 100);
          const billed = billedItems(chargeRequest({ items, discountCents, interestCents, shippingCents }));

          expect(sumOf(billed.items) + billed.shippingCents).toBe(sum - discountCents + interestCents + shippingCents);
          expect(billed.items.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("sends no line that costs nothing, and the delivery as a line when the goods are free", () => {
    const free = billedItems(chargeRequest({ discountCents: 2990 }));

    expect(free).toEqual({ items: [{ code: "shipping", description: "Entrega", amount: 1500, quantity: 1 }], shippingCents: 0 });
  });
});
