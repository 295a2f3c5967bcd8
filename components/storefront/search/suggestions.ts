import type { PictureView } from "@/lib/core/picture";
import type { Segment } from "@/lib/search/text";

export type SuggestedProduct = { href: string; title: Segment[]; price: string; picture: PictureView | null };

/** What `/search/suggest` answers. */
export type SuggestionList = {
  products: SuggestedProduct[];
  collections: { href: string; title: string }[];
  correctedText: string | null;
};

export const noSuggestions: SuggestionList = { products: [], collections: [], correctedText: null };
