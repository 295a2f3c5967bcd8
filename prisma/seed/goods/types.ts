import type { Item, Part } from "../pictures/item";
import type { Ground, Scene } from "../pictures/scene";

/** A value that shoppers choose, and what it adds to the price. */
export type Choice = { value: string; swatch?: string; extraCents?: number; extraGrams?: number };

export type Good = {
  slug: string;
  title: string;
  /** The first sentence, also for search engines; then the rest. */
  lead: string;
  more: string;
  vendor: string;
  type: string;
  tags: readonly string[];
  /** Slugs; the first is its home. */
  collections: readonly string[];
  priceCents: number;
  compareAtCents?: number;
  weightGrams: number;
  isFeatured?: boolean;
  options?: readonly { name: string; values: readonly Choice[] }[];
  /** Start of its SKUs. */
  sku: string;
  /** Units per variant, in order, again from the start when there are more variants. */
  stock: readonly number[];
  picture: Drawing;
};

export type Drawing = {
  ground: Ground;
  /** The thing in the colour of a swatch; in its own colours where it comes in one only. */
  draw: (swatch: string) => Item;
  /** Where it is seen among others, in its first colour. */
  among?: (item: Item) => readonly Part[];
  /** The part shown close up, as shares of the first picture. */
  closeUp?: NonNullable<Scene["crop"]>;
};

export type Catalogue = {
  ratio: Scene["ratio"];
  collections: readonly { slug: string; title: string; description: string; cover: string }[];
  goods: readonly Good[];
  banner: { title: string; text: string; buttonLabel: string; buttonHref: string; scene: () => Scene };
  footer: readonly { label: string; href: string }[];
  /** How a close-up and a setting are told to who does not see them. */
  words: { closeUp: string; among: string };
  marks: { logo: string; favicon: string };
};
