import { expect, test } from "vitest";
import { largestPicturePath, pictureSources, renditionWidths } from "./picture";

test("a picture is kept in the widths below its own, and never enlarged", () => {
  expect(renditionWidths(3000)).toEqual([320, 640, 960, 1440]);
  expect(renditionWidths(1000)).toEqual([320, 640, 960, 1000]);
  expect(renditionWidths(640)).toEqual([320, 640]);
  expect(renditionWidths(50)).toEqual([50]);
});

test("the sources name each rendition with its width", () => {
  const picture = { storeId: "s", mediaId: "m", width: 700, height: 10, blur: "" };
  expect(pictureSources(picture)).toBe("/media/s/m/320.webp 320w, /media/s/m/640.webp 640w, /media/s/m/700.webp 700w");
  expect(largestPicturePath(picture)).toBe("/media/s/m/700.webp");
});
