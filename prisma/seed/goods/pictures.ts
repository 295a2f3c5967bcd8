import { fitted, portrait, type Scene } from "../pictures/scene";
import type { Catalogue, Choice, Good } from "./types";

/** A picture of a product, and the option value whose variants it shows. */
export type Shot = { scene: Scene; alt: string; value?: string };

/** The pictures of a product: one per colour, one close up, one among other things. */
export function picturesOf(good: Good, { ratio, words }: Catalogue): Shot[] {
  const { ground, draw, among, closeUp } = good.picture;
  const colours = coloursOf(good);
  const [first] = colours;
  const swatch = first?.swatch ?? "#000000";
  const front = portrait(draw(swatch), ground, ratio);
  const shots: Shot[] = [{ scene: front, alt: altOf(good, first), ...(first ? { value: first.value } : {}) }];
  if (among)
    shots.push({
      scene: { ratio, ground: { ...ground, hasWindow: ground.kind === "table" }, parts: fitted(among(draw(swatch)), ratio, 0.9) },
      alt: `${good.title} ${words.among}`,
    });
  if (closeUp) shots.push({ scene: { ...front, crop: closeUp }, alt: `${good.title} ${words.closeUp}` });
  for (const colour of colours.slice(1)) {
    shots.push({ scene: portrait(draw(colour.swatch ?? swatch), ground, ratio), alt: altOf(good, colour), value: colour.value });
  }
  return shots;
}

function coloursOf(good: Good): readonly Choice[] {
  return good.options?.find(({ values }) => values.some(({ swatch }) => swatch))?.values ?? [];
}

function altOf({ title }: Good, colour: Choice | undefined): string {
  return colour ? `${title}, ${colour.value}` : title;
}
