import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { CollectionTile } from "@/lib/catalog/storefront-types";
import { ProductPicture } from "./product-picture";

export type CollectionTilesProps = { id: string; title: string; tiles: readonly CollectionTile[] };

/** Rows without a gap at their end, where the number allows. */
const columns: Record<number, string> = { 1: "lg:grid-cols-2", 2: "lg:grid-cols-2", 4: "lg:grid-cols-4", 5: "lg:grid-cols-5" };

/** The collections as pictures with their names. Nothing when there are none. */
export function CollectionTiles({ id, title, tiles }: CollectionTilesProps): ReactNode {
  if (tiles.length === 0) return null;

  return (
    <section aria-labelledby={id} className="store-width mt-16 lg:mt-24">
      <h2 id={id} className="store-heading text-2xl lg:text-3xl">
        {title}
      </h2>
      <ul
        className={cn("mt-6 grid grid-cols-2 gap-4 lg:mt-8 lg:gap-6 sinal:gap-2 sinal:lg:gap-3", columns[tiles.length] ?? "lg:grid-cols-3")}
      >
        {tiles.map((tile) => (
          <li key={tile.id}>
            <Link href={`/collections/${tile.slug}`} className="group relative grid overflow-hidden rounded-md">
              <ProductPicture
                picture={tile.picture}
                title={tile.title}
                alt=""
                sizes="(min-width: 1024px) 30vw, 46vw"
                className="transition-transform duration-200 [grid-area:1/1] group-hover:scale-[1.02]"
              />
              <span className="z-10 m-2.5 self-end justify-self-start rounded-sm bg-surface/95 px-3 py-1.5 font-medium text-sm [grid-area:1/1] lg:m-4 lg:px-4 lg:py-2 lg:text-base sinal:bg-inverse sinal:font-bold sinal:text-inverse-text">
                {tile.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
