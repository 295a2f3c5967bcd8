import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeImage } from "@/tests/factories/image";
import { encodeImage, maxImageBytes } from "./encode";

async function encoded(bytes: Buffer) {
  const outcome = await encodeImage(bytes);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

describe("a picture that is taken in", () => {
  test("becomes WebP in each width below its own", async () => {
    const { renditions, width, height } = await encoded(await makeImage({ width: 1000, height: 500, format: "jpeg" }));
    expect({ width, height }).toEqual({ width: 1000, height: 500 });
    const sizes = await Promise.all(renditions.map(async ({ bytes }) => sharp(bytes).metadata()));
    expect(sizes.map(({ format, width: wide, height: high }) => [format, wide, high])).toEqual([
      ["webp", 320, 160],
      ["webp", 640, 320],
      ["webp", 960, 480],
      ["webp", 1000, 500],
    ]);
  });

  test("is turned upright and loses what the camera wrote", async () => {
    const sideways = await sharp(await makeImage({ width: 400, height: 200, format: "jpeg" }))
      .withExif({ IFD0: { Copyright: "a person" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height, renditions } = await encoded(sideways);
    expect({ width, height }).toEqual({ width: 200, height: 400 });
    const { exif, orientation } = await sharp(renditions[0]?.bytes).metadata();
    expect([exif, orientation]).toEqual([undefined, undefined]);
  });

  test("brings a placeholder of some hundred bytes", async () => {
    const { blur } = await encoded(await makeImage());
    expect(blur).toMatch(/^data:image\/webp;base64,/);
    expect(blur.length).toBeLessThan(600);
  });

  test("has no placeholder when parts of it are see-through", async () => {
    const { blur } = await encoded(
      await sharp(await makeImage())
        .ensureAlpha(0.5)
        .png()
        .toBuffer(),
    );
    expect(blur).toBe("");
  });
});

describe("a file that is refused", () => {
  test.each([
    ["not_an_image", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)],
    ["not_an_image", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["not_an_image", Buffer.from("Handle,Title\n")],
    ["not_an_image", Buffer.from("%PDF-1.7\n")],
    ["empty_file", Buffer.alloc(0)],
    ["image_too_big", Buffer.alloc(maxImageBytes + 1)],
  ])("%s", async (code, bytes) => {
    expect(await encodeImage(bytes)).toEqual({ ok: false, code });
  });

  test("a picture cut off in the middle", async () => {
    const whole = await sharp({
      create: { width: 600, height: 600, channels: 3, background: "red", noise: { type: "gaussian", mean: 99, sigma: 40 } },
    })
      .png()
      .toBuffer();
    expect(await encodeImage(whole.subarray(0, whole.length / 2))).toEqual({ ok: false, code: "broken_image" });
  });

  test("a small file that unfolds to more than 40 megapixels", async () => {
    const bomb = await makeImage({ width: 9000, height: 5000 });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await encodeImage(bomb)).toEqual({ ok: false, code: "too_many_pixels" });
  });
});
