import { z } from "zod";
import { newProduct } from "@/local/stripe/catalog/new-product";
import { createPrice, priceDataForProduct } from "@/local/stripe/catalog/prices";
import { emit } from "@/local/stripe/emit";
import { invalidRequest } from "@/local/stripe/errors";
import { emptyableMetadata, emptyableText, expand, flag, mergeMetadata, metadata, text } from "@/local/stripe/form";
import { listRoute, retrieveRoute, searchRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { newId } from "@/local/stripe/ids";
import { type Product, prices, products } from "@/local/stripe/stored";
import { needLocked, type Work } from "@/local/stripe/work";

const fields = {
  active: flag.optional(),
  description: emptyableText.optional(),
  images: z.union([z.array(z.url()).max(8), z.literal("").transform(() => [])]).optional(),
  marketing_features: z.union([z.array(z.strictObject({ name: text })), z.literal("").transform(() => [])]).optional(),
  shippable: flag.optional(),
  statement_descriptor: text.optional(),
  tax_code: emptyableText.optional(),
  unit_label: emptyableText.optional(),
  url: emptyableText.optional(),
};

const createParams = z.strictObject({
  ...expand,
  ...fields,
  id: text.optional(),
  name: text,
  metadata: metadata.optional(),
  default_price_data: priceDataForProduct.optional(),
});
const updateParams = z.strictObject({
  ...expand,
  ...fields,
  name: text.optional(),
  metadata: emptyableMetadata.optional(),
  default_price: emptyableText.optional(),
});

export const productRoutes: Route[] = [
  searchRoute("/v1/products", products),
  listRoute("/v1/products", products, { active: flag.optional() }),
  retrieveRoute("/v1/products", products),
  route({ at: "POST /v1/products", params: createParams, run: (work, params) => createProduct(work, params) }),
  route({ at: "POST /v1/products/{id}", params: updateParams, run: updateProduct }),
  route({ at: "DELETE /v1/products/{id}", params: z.strictObject({}), run: (work, _params, id) => deleteProduct(work, id) }),
];

async function createProduct(work: Work, params: z.output<typeof createParams>): Promise<Product> {
  const id = params.id ?? newId("prod");
  if (await work.shelf.get(products, id))
    throw invalidRequest(`Product already exists: ${id}`, { code: "resource_already_exists", param: "id" });

  const product = newProduct(work, { ...params, id });
  await work.shelf.put(products, id, product);
  await emit(work, "product.created", product);
  if (!params.default_price_data) return product;

  const price = await createPrice(work, { ...params.default_price_data, product: id });
  const priced = { ...product, default_price: price.id };
  await work.shelf.put(products, id, priced);
  return priced;
}

async function updateProduct(
  work: Work,
  { expand: _expand, metadata: given, ...changes }: z.output<typeof updateParams>,
  id: string,
): Promise<Product> {
  const product = await needLocked(work, products, id);
  const updated: Product = { ...product, ...changes, metadata: mergeMetadata(product.metadata, given), updated: work.now };
  await work.shelf.put(products, id, updated);
  await emit(work, "product.updated", updated);
  return updated;
}

async function deleteProduct(work: Work, id: string): Promise<object> {
  const product = await needLocked(work, products, id);
  if (await work.shelf.findBy(prices, { product: id })) {
    throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.", { param: "id" });
  }
  await work.shelf.remove(products, id);
  await emit(work, "product.deleted", product);
  return { id, object: "product", deleted: true };
}
