import pLimit from "p-limit";
import { createCollection } from "@/lib/catalog/collection-commands";
import { createProduct } from "@/lib/catalog/commands";
import { collectionInput, productInput } from "@/lib/catalog/schema";
import type { StoreId } from "@/lib/core/ids";
import type { PictureView } from "@/lib/core/picture";
import { withStore } from "@/lib/db/transaction";
import { aurora } from "./goods/aurora";
import { harbor } from "./goods/harbor";
import { picturesOf, type Shot } from "./goods/pictures";
import { toProduct } from "./goods/product";
import type { Catalogue, Good } from "./goods/types";
import { seedLook } from "./look";
import { takePicture } from "./pictures/take";
import type { DemoStore } from "./stores";

const catalogues: Record<DemoStore["slug"], Catalogue> = { aurora, harbor };

/** Collections, products with drawn pictures, and the look of a demo store. Run again it adds only what is missing. */
export async function seedGoods(storeId: StoreId, store: DemoStore): Promise<void> {
  const catalogue = catalogues[store.slug];
  const due = await missingGoods(storeId, catalogue.goods);
  const limit = pLimit(4);
  const take = ({ scene, size }: Shot) => limit(() => takePicture(storeId, scene, size));
  const pictures = due.map((good) => Promise.all(picturesOf(good, catalogue).map(take)));
  const look = seedLook(storeId, catalogue);
  // One that fails is thrown below, at its turn; until then it must not end the process.
  for (const taking of [...pictures, look]) taking.catch(() => undefined);

  const taken = new Map((await Promise.all(pictures)).map((views, index) => [due[index]?.slug ?? "", views]));
  const collections = await seedCollections(storeId, catalogue, taken);
  for (const good of due) await addProduct(storeId, { good, catalogue, taken: taken.get(good.slug) ?? [], collections });
  await look;
}

async function missingGoods(storeId: StoreId, goods: readonly Good[]): Promise<Good[]> {
  const rows = await withStore(storeId, (tx) => tx.product.findMany({ where: { storeId }, select: { slug: true } }));
  const known = new Set(rows.map(({ slug }) => slug));
  return goods.filter(({ slug }) => !known.has(slug));
}

/** Pictures by the slug of their product. */
type Taken = ReadonlyMap<string, readonly PictureView[]>;

/** The ids of the catalogue's collections by slug. Each shows a product among other things. */
async function seedCollections(storeId: StoreId, catalogue: Catalogue, taken: Taken): Promise<Map<string, string>> {
  const rows = await withStore(storeId, (tx) => tx.collection.findMany({ where: { storeId }, select: { id: true, slug: true } }));
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
  for (const { slug, title, description, cover } of catalogue.collections) {
    if (ids.has(slug)) continue;
    const pictures = taken.get(cover);
    const picture = pictures?.[1] ?? pictures?.[0];
    const fields = {
      title,
      slug,
      descriptionHtml: `<p>${description}</p>`,
      status: "active",
      mediaId: picture?.mediaId ?? null,
      productIds: [],
    };
    const created = await createCollection(storeId, collectionInput.parse(fields));
    if (!created.ok) throw new Error(`the collection ${slug} is refused: ${created.code} ${JSON.stringify(created.errors)}`);
    ids.set(slug, created.value.id);
  }
  return ids;
}

type Addition = { good: Good; catalogue: Catalogue; taken: readonly PictureView[]; collections: ReadonlyMap<string, string> };

async function addProduct(storeId: StoreId, { good, catalogue, taken, collections }: Addition): Promise<void> {
  const images = picturesOf(good, catalogue).map(({ alt, value }, index) => ({ alt, value, mediaId: taken[index]?.mediaId }));
  const collectionIds = good.collections.flatMap((slug) => collections.get(slug) ?? []);
  const created = await createProduct(storeId, productInput.parse(toProduct(good, { images, collectionIds })), null);
  if (!created.ok) throw new Error(`the product ${good.slug} is refused: ${created.code} ${JSON.stringify(created.errors)}`);
}
