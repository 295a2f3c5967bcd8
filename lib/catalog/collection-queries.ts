import type { StoreId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { pictureFields, toPicture } from "@/lib/media/ingest";
import { statusOf } from "./rules";
import type { CollectionDetail, CollectionListItem, CollectionStatus, PickedProduct } from "./types";

const most = 500;

/** The store's collections in their order, at most 500. */
export async function listCollections(storeId: StoreId, search = ""): Promise<CollectionListItem[]> {
  const rows = await withStore(storeId, (tx) =>
    tx.collection.findMany({
      where: { storeId, ...(search ? { title: { contains: search.replaceAll("\u0000", ""), mode: "insensitive" as const } } : {}) },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      take: most,
      include: { media: { select: pictureFields }, _count: { select: { products: true } } },
    }),
  );
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    status: collectionStatus(row.status),
    productCount: row._count.products,
    picture: row.media ? toPicture(row.media) : null,
    updatedAt: row.updatedAt.toISOString(),
  }));
}

const pickedFields = {
  id: true,
  title: true,
  status: true,
  images: { where: { mediaId: { not: null } }, orderBy: { position: "asc" }, take: 1, select: { media: { select: pictureFields } } },
} as const;

type PickedRow = { id: string; title: string; status: string; images: { media: Parameters<typeof toPicture>[0] | null }[] };

function toPicked({ id, title, status, images }: PickedRow): PickedProduct {
  const media = images[0]?.media;
  return { id, title, status: statusOf(status), picture: media ? toPicture(media) : null };
}

/** A collection as its form shows it, or null when the store has none with this id. */
export async function findCollection(storeId: StoreId, collectionId: string): Promise<CollectionDetail | null> {
  const row = await withStore(storeId, (tx) =>
    tx.collection.findUnique({
      where: { storeId_id: { storeId, id: collectionId } },
      include: {
        media: { select: pictureFields },
        products: { orderBy: [{ position: "asc" }, { productId: "asc" }], select: { product: { select: pickedFields } } },
      },
    }),
  );
  if (!row) return null;
  return {
    id: row.id,
    version: row.version,
    slug: row.slug,
    title: row.title,
    descriptionHtml: row.descriptionHtml,
    status: collectionStatus(row.status),
    picture: row.media ? toPicture(row.media) : null,
    products: row.products.map(({ product }) => toPicked(product)),
  };
}

/** Products to pick from, by the words of their title: at most 20, archived ones left out. */
export async function listPickable(storeId: StoreId, search: string): Promise<PickedProduct[]> {
  const words = search.replaceAll("\u0000", " ").slice(0, 200).split(/\s+/).filter(Boolean);
  const rows = await withStore(storeId, (tx) =>
    tx.product.findMany({
      where: {
        storeId,
        status: { not: "archived" },
        AND: words.map((word) => ({ title: { contains: word, mode: "insensitive" as const } })),
      },
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
      take: 20,
      select: pickedFields,
    }),
  );
  return rows.map(toPicked);
}

function collectionStatus(text: string): CollectionStatus {
  return text === "active" ? "active" : "draft";
}
