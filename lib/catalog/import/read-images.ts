import { maxImages } from "../rules";
import type { ImageInput } from "../schema";
import { addressOf, wholeOf } from "./cells";
import type { FileRow } from "./columns";
import type { Note } from "./read-product";

type Found = { url: string; alt: string; position: number; order: number };

/** The pictures that a product's rows name, each once, in the order of their positions. What is no address is left out, and said. */
export function readImages(rows: readonly FileRow[], note: Note): { images: ImageInput[]; urls: string[] } {
  const found = new Map<string, Found>();
  for (const row of rows) {
    for (const field of ["imageSrc", "variantImage"] as const) {
      const text = row.cell(field);
      if (text === "") continue;
      const url = addressOf(text);
      if (!url) note(row, field, "bad_url", "warning");
      else if (!found.has(url) && found.size < maxImages) found.set(url, toFound(row, { url, field, order: found.size }));
    }
  }
  const sorted = [...found.values()].sort((a, b) => a.position - b.position || a.order - b.order);
  return { images: sorted.map(({ url, alt }) => ({ sourceUrl: url, alt })), urls: sorted.map(({ url }) => url) };
}

function toFound(row: FileRow, { url, field, order }: { url: string; field: "imageSrc" | "variantImage"; order: number }): Found {
  if (field === "variantImage") return { url, alt: "", position: Number.MAX_SAFE_INTEGER, order };
  const position = wholeOf(row.cell("imagePosition"));
  return { url, alt: row.cell("imageAlt").slice(0, 300), position: position && position > 0 ? position : Number.MAX_SAFE_INTEGER, order };
}
