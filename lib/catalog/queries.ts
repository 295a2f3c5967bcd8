import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { pictureFields, toPicture } from "@/lib/media/ingest";
import { type ProductRoom, readProductRoom } from "./plan-limit";
import { readOptions, statusOf } from "./rules";
import type { ProductDetail } from "./types";

const stockFields = { isTracked: true, allowBackorder: true, onHand: true, reserved: true } as const;
const noStock = { isTracked: false, allowBackorder: false, onHand: 0, reserved: 0 };

/** A product as its form shows it, or null when the store has none with this id. */
export async function findProduct(storeId: StoreId, productId: string): Promise<ProductDetail | null> {
  const row = await withStore(storeId, (tx) =>
    tx.product.findUnique({
      where: { storeId_id: { storeId, id: productId } },
      include: {
        variants: { orderBy: { position: "asc" }, include: { inventory: { select: stockFields } } },
        images: { orderBy: { position: "asc" }, include: { media: { select: pictureFields } } },
        collections: { select: { collectionId: true } },
      },
    }),
  );
  if (!row) return null;
  const { storeId: _store, importHash: _hash, createdAt: _created, updatedAt, collections, variants, images, ...product } = row;
  return {
    ...product,
    status: statusOf(row.status),
    options: readOptions(row.options),
    variants: variants.map(({ storeId: _s, productId: _p, position: _n, createdAt: _c, updatedAt: _u, inventory, ...variant }) => ({
      ...variant,
      stock: inventory ?? noStock,
    })),
    images: images.map(({ id, alt, sourceUrl, failure, media }) => ({
      id,
      alt,
      sourceUrl,
      failure,
      picture: media ? toPicture(media) : null,
    })),
    collectionIds: collections.map(({ collectionId }) => collectionId),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Whether a product may be deleted: it was never ordered. */
export async function isDeletable(storeId: StoreId, productId: string): Promise<boolean> {
  return withStore(storeId, async (tx) => {
    const orders = await tx.orderLine.count({ where: { storeId, productId } });
    const holds = await tx.stockHold.count({ where: { storeId, variant: { productId } } });
    return orders + holds === 0;
  });
}

/** How many products the plan allows, and how many there are. */
export async function findProductRoom(storeId: StoreId): Promise<ProductRoom> {
  return withStore(storeId, (tx) => readProductRoom(tx, storeId));
}

export type Vocabulary = { vendors: string[]; productTypes: string[]; tags: string[] };

const words = 200;

/** The vendors, types and tags in use, at most 200 of each, for suggestions and filters. */
export async function readVocabulary(storeId: StoreId): Promise<Vocabulary> {
  return withStore(storeId, async (tx) => {
    const rows = await tx.$queryRaw<{ kind: keyof Vocabulary; word: string }[]>`
      (select distinct 'vendors' as kind, vendor as word from product where store_id = ${storeId}::uuid and vendor <> '' order by 2 limit ${words})
      union all
      (select distinct 'productTypes', product_type from product where store_id = ${storeId}::uuid and product_type <> '' order by 2 limit ${words})
      union all
      (select distinct 'tags', tag from product, unnest(tags) tag where store_id = ${storeId}::uuid order by 2 limit ${words})`;
    const of = (kind: keyof Vocabulary) => rows.filter((row) => row.kind === kind).map((row) => row.word);
    return { vendors: of("vendors"), productTypes: of("productTypes"), tags: of("tags") };
  });
}
