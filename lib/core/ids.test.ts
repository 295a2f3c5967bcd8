import fc from "fast-check";
import { expect, test } from "vitest";
import { isId, newId, toStoreId, toUserId } from "./ids";

test("ids sort by the time they were made", () => {
  const ids = Array.from({ length: 200 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(200);
});

test("what is made is an id, and says version 7", () => {
  const id = newId();
  expect(isId(id)).toBe(true);
  expect(id[14]).toBe("7");
});

test.each(["", "1", "not-an-id", "../../etc/passwd", "018f", `${newId()} `, `${newId()}0`, "' or 1=1 --"])("%j is no id", (text) => {
  expect(isId(text)).toBe(false);
  expect(() => toStoreId(text)).toThrow();
  expect(() => toUserId(text)).toThrow();
});

test("no odd text passes for an id", () => {
  fc.assert(fc.property(fc.string(), (text) => !isId(text)));
});
