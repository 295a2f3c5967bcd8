import { expect, test } from "vitest";
import { availableUnits, isSellable, keepsPromises, mergeLines } from "./rules";

const stock = { isTracked: true, allowBackorder: false, onHand: 5, reserved: 2 };

test("two lines of one variant count together, and lines are sorted by variant", () => {
  const lines = [
    { variantId: "b", quantity: 1 },
    { variantId: "a", quantity: 2 },
    { variantId: "b", quantity: 3 },
  ];
  expect(mergeLines(lines)).toEqual([
    { variantId: "a", quantity: 2 },
    { variantId: "b", quantity: 4 },
  ]);
});

test("what is set aside for others cannot be sold", () => {
  expect(availableUnits(stock)).toBe(3);
  expect(isSellable({ ...stock, reserved: 5 })).toBe(false);
});

test("stock that is not tracked, or sold beyond zero, has no limit", () => {
  expect(availableUnits({ ...stock, isTracked: false, onHand: 0 })).toBeNull();
  expect(availableUnits({ ...stock, allowBackorder: true, onHand: -3 })).toBeNull();
  expect(isSellable({ ...stock, allowBackorder: true, onHand: -3 })).toBe(true);
});

test("less stock than was promised is refused, unless stock does not limit sales", () => {
  expect(keepsPromises({ ...stock, onHand: 2 })).toBe(true);
  expect(keepsPromises({ ...stock, onHand: 1 })).toBe(false);
  expect(keepsPromises({ ...stock, onHand: 1, allowBackorder: true })).toBe(true);
  expect(keepsPromises({ ...stock, onHand: 1, isTracked: false })).toBe(true);
});
