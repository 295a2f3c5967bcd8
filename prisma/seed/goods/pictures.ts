import type { PictureSize } from "../pictures/render";
import { fitted, portrait, type Scene } from "../pictures/scene";
import type { Catalogue, Choice, Good } from "./types";

/** A picture of a product, and the option value whose variants it shows. */
export type Shot = { scene: Scene; size: PictureSize; alt: string; value?: string };

/** With so many pictures a gallery is told enough without a close-up. */
const richGallery = 3;

/** The pictures of a product: one per colour, one among other things, one close up where there are few. */
export function picturesOf(good: Good, { ratio, words }: Catalogue): Shot[] {
  const { ground, draw, among, closeUp } = good.picture;
  const colours = coloursOf(good);
  const [first] = colours;
  const swatch = first?.swatch ?? "#000000";
  const front = portrait(draw(swatch), ground, ratio);
  const shots: Shot[] = [{ scene: front, size: "first", alt: altOf(good, first), ...(first ? { value: first.value } : {}) }];
  if (among)
    shots.push({
      scene: { ratio, ground: { ...ground, hasWindow: ground.kind === "table" }, parts: fitted(among(draw(swatch)), ratio, 0.9) },
      size: "further",
      alt: `${good.title} ${words.among}`,
    });
  if (closeUp && shots.length + colours.length <= richGallery)
    shots.push({ scene: { ...front, crop: closeUp }, size: "further", alt: `${good.title} ${words.closeUp}` });
  for (const colour of colours.slice(1)) {
    const scene = portrait(draw(colour.swatch ?? swatch), ground, ratio);
    shots.push({ scene, size: "further", alt: altOf(good, colour), value: colour.value });
  }
  return shots;
}

function coloursOf(good: Good): readonly Choice[] {
  return good.options?.find(({ values }) => values.some(({ swatch }) => swatch))?.values ?? [];
}

function altOf({ title }: Good, colour: Choice | undefined): string {
  return colour ? `${title}, ${colour.value}` : title;
}
