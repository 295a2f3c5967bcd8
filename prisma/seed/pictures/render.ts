import sharp from "sharp";
import { randomOf } from "./random";
import { drawScene, drawSoftShadows, type Scene } from "./scene";

/** How wide a picture is drawn, in pixels: a product's first one large, what stands beside it as a card shows it. */
export const pictureWidths = { banner: 1440, first: 960, further: 640 } as const;
export type PictureSize = keyof typeof pictureWidths;

const shadowWidth = 240;

/** The picture of a scene with a little grain, so that wide gradients do not band. PNG, not packed: it is read again at once. */
export async function renderScene(scene: Scene, size: PictureSize): Promise<Buffer> {
  const shadows = await sharp(Buffer.from(drawSoftShadows(scene, shadowWidth)))
    .png()
    .toBuffer();
  const svg = drawScene(scene, pictureWidths[size], `data:image/png;base64,${shadows.toString("base64")}`);
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  addGrain(data, info.width);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/** One row of noise and a bit; every row of the picture starts at another place in it. */
const grainLength = 8191;
const grain = grainRow();

function grainRow(): Int8Array {
  const random = randomOf("grain");
  return Int8Array.from({ length: grainLength }, () => Math.round((random() + random() + random() - 1.5) * 3.4));
}

function addGrain(pixels: Buffer, width: number): void {
  const rowBytes = width * 3;
  const random = randomOf("rows");
  for (let row = 0; row < pixels.length; row += rowBytes) {
    let place = Math.floor(random() * grainLength);
    for (let at = row; at < row + rowBytes; at += 3) {
      const noise = grain[place] ?? 0;
      place = place + 1 === grainLength ? 0 : place + 1;
      for (let part = at; part < at + 3; part++) pixels[part] = Math.min(255, Math.max(0, (pixels[part] ?? 0) + noise));
    }
  }
}
