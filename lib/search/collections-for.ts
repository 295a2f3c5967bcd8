import type { MenuCollection } from "@/lib/catalog/storefront";
import { areOneWord } from "./plurals";
import { normalise } from "./text";

const mostCollections = 3;

/** Collections in whose title every typed word begins a word, or is its plural or singular; a few at most. */
export function collectionsFor(terms: readonly string[], collections: readonly MenuCollection[]): MenuCollection[] {
  const fits = ({ title }: MenuCollection) => {
    const words = normalise(title).split(/\s+/);
    return terms.every((term) => words.some((word) => word.startsWith(term) || areOneWord(word, term)));
  };
  return collections.filter(fits).slice(0, mostCollections);
}
