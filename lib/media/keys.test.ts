import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { parseMediaPath } from "./keys";

const [storeId, mediaId] = [newId(), newId()];

test("a picture's address names its file", () => {
  expect(parseMediaPath([storeId, mediaId, "640.webp"])).toEqual({ storeId, mediaId, width: 640 });
});

test.each([
  [[storeId, mediaId]],
  [[storeId, mediaId, "640.webp", "x"]],
  [["..", mediaId, "640.webp"]],
  [[storeId, "../..", "640.webp"]],
  [[storeId, mediaId, "../640.webp"]],
  [[storeId, mediaId, "640.svg"]],
  [[storeId, mediaId, "0.webp"]],
  [[storeId, mediaId, "640.webp\0"]],
  [[storeId, `${mediaId}/..`, "640.webp"]],
  [["%2e%2e", mediaId, "640.webp"]],
])("%j is no picture", (segments) => {
  expect(parseMediaPath(segments)).toBeNull();
});
