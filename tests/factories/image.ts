import sharp from "sharp";

export type TestImage = { width?: number; height?: number; colour?: string; format?: "png" | "jpeg" | "webp" };

/** The bytes of a one-coloured picture; another colour makes other bytes. */
export async function makeImage({ width = 800, height = 600, colour = "#336699", format = "png" }: TestImage = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .toFormat(format)
    .toBuffer();
}
