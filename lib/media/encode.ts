import { fileTypeFromBuffer } from "file-type";
import sharp, { type Sharp } from "sharp";
import { renditionWidths } from "@/lib/core/picture";
import { fail, ok, type Result } from "@/lib/core/result";

export const maxImageBytes = 12 * 1024 * 1024;
const maxPixels = 40_000_000;
/** What is taken in. SVG and HTML are text that a browser could run, and no image to us. */
const accepted = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]);

export type ImageFailure = "empty_file" | "image_too_big" | "not_an_image" | "too_many_pixels" | "broken_image";

export type EncodedImage = {
  /** Of the upright original. */
  width: number;
  height: number;
  blur: string;
  renditions: { width: number; bytes: Buffer }[];
};

/**
 * Re-encodes a picture into WebP renditions: what it is, is told by its bytes and not by its name; turned upright, first
 * frame only, no metadata kept (cameras write places and people into it).
 */
export async function encodeImage(bytes: Buffer): Promise<Result<EncodedImage, ImageFailure>> {
  if (bytes.length === 0) return fail("empty_file");
  if (bytes.length > maxImageBytes) return fail("image_too_big");
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !accepted.has(type.mime)) return fail("not_an_image");

  try {
    const size = await uprightSize(bytes);
    if (!size) return fail("broken_image");
    if (size.width * size.height > maxPixels) return fail("too_many_pixels");
    const widths = renditionWidths(size.width);
    const largest = await decode(bytes, Math.max(...widths));
    const renditions = [];
    for (const width of widths) renditions.push({ width, bytes: await rendition(largest, width) });
    return ok({ ...size, blur: await blurOf(largest), renditions });
  } catch (error) {
    if (isDecodingError(error)) return fail("broken_image");
    throw error;
  }
}

async function uprightSize(bytes: Buffer): Promise<{ width: number; height: number } | null> {
  const { autoOrient } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
  return autoOrient.width > 0 && autoOrient.height > 0 ? { width: autoOrient.width, height: autoOrient.height } : null;
}

type Pixels = { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };

/** The upright picture as pixels, no wider than its largest rendition: read once, however many renditions are made of it. */
async function decode(bytes: Buffer, width: number): Promise<Pixels> {
  const upright = sharp(bytes, { limitInputPixels: maxPixels, failOn: "error", pages: 1 }).autoOrient();
  return upright.resize({ width, withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
}

function open({ data, info: { width, height, channels } }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}

/** Effort 2 of 6: files that are some per cent larger than at 4, in less than half the time. */
function rendition(pixels: Pixels, width: number): Promise<Buffer> {
  return open(pixels).resize({ width, withoutEnlargement: true }).webp({ quality: 82, effort: 2 }).toBuffer();
}

/** A picture with see-through parts has no placeholder: it would stay visible behind them. */
async function blurOf(pixels: Pixels): Promise<string> {
  if (pixels.info.channels % 2 === 0) return "";
  const tiny = await open(pixels).resize({ width: 16, height: 16, fit: "inside" }).webp({ quality: 40 }).toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}

/** sharp throws plain errors for what libvips cannot read; their text is all there is to go by. */
function isDecodingError(error: unknown): boolean {
  return error instanceof Error && !("code" in error);
}
