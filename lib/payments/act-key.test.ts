import { expect, it } from "vitest";
import { newId, toStoreId } from "@/lib/core/ids";
import { actKey } from "./act-key";

it("is one key for the tries of a minute, and another for a later try, for another act and for another attempt", () => {
  const [storeId, orderId] = [toStoreId(newId()), newId()];
  const at = (time: string) => new Date(`2026-11-30T12:${time}Z`);
  const key = actKey(storeId, { orderId, attemptNo: 1 }, "capture", at("00:10"));
  expect(actKey(storeId, { orderId, attemptNo: 1 }, "capture", at("00:50"))).toBe(key);
  expect(actKey(storeId, { orderId, attemptNo: 1 }, "capture", at("01:10"))).not.toBe(key);
  expect(actKey(storeId, { orderId, attemptNo: 1 }, "cancel", at("00:10"))).not.toBe(key);
  expect(actKey(storeId, { orderId, attemptNo: 2 }, "capture", at("00:10"))).not.toBe(key);
});
