import sharp from "sharp";
import { randomOf } from "./random";
import { drawScene, type Scene } from "./scene";

/** The widest rendition that cards and galleries ask for but for one; a seed of some hundred pictures must stay quick. */
export const pictureWidth = 960;

/** The picture of a scene with a little grain, so that wide gradients do not band. JPEG, which is read again much quicker than PNG. */
export async function renderScene(scene: Scene): Promise<Buffer> {
  const { data, info } = await sharp(Buffer.from(drawScene(scene, pictureWidth)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  addGrain(data, info.width);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png({ compressionLevel: 1 })
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
