import { z } from "zod";
import { createInlineProduct } from "@/local/stripe/catalog/new-product";
import { emit } from "@/local/stripe/emit";
import { invalidRequest } from "@/local/stripe/errors";
import {
  amount,
  currency,
  decimal,
  emptyableMetadata,
  emptyableText,
  expand,
  flag,
  integer,
  mergeMetadata,
  metadata,
  page,
  text,
} from "@/local/stripe/form";
import { listPage, retrieveRoute, searchRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { newId } from "@/local/stripe/ids";
import { type Price, prices, products } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const interval = z.enum(["day", "week", "month", "year"]);
const recurring = z.strictObject({
  interval,
  interval_count: integer.optional(),
  trial_period_days: integer.optional(),
  usage_type: z.literal("licensed").optional(),
});
const taxBehavior = z.enum(["exclusive", "inclusive", "unspecified"]);
const money = { currency, unit_amount: amount.optional(), unit_amount_decimal: decimal.optional(), tax_behavior: taxBehavior.optional() };

export const priceDataForProduct = z.strictObject({ ...money, recurring: recurring.optional(), metadata: metadata.optional() });

const productData = z.strictObject({
  name: text,
  description: emptyableText.optional(),
  images: z.array(z.url()).max(8).optional(),
  metadata: metadata.optional(),
  tax_code: text.optional(),
  unit_label: text.optional(),
});

/** A price made on the spot, as Checkout and subscription items take it. */
export const priceData = z.strictObject({
  ...money,
  product: text.optional(),
  product_data: productData.optional(),
  recurring: recurring.optional(),
});

const createParams = z.strictObject({
  ...expand,
  ...money,
  active: flag.optional(),
  billing_scheme: z.literal("per_unit").optional(),
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  product: text.optional(),
  product_data: z
    .strictObject({
      name: text,
      active: flag.optional(),
      id: text.optional(),
      metadata: metadata.optional(),
      statement_descriptor: text.optional(),
      tax_code: text.optional(),
      unit_label: text.optional(),
    })
    .optional(),
  recurring: recurring.optional(),
  transfer_lookup_key: flag.optional(),
});
const updateParams = z.strictObject({
  ...expand,
  active: flag.optional(),
  lookup_key: text.optional(),
  metadata: emptyableMetadata.optional(),
  nickname: emptyableText.optional(),
  tax_behavior: taxBehavior.optional(),
  transfer_lookup_key: flag.optional(),
});
const listParams = z.strictObject({
  ...page,
  active: flag.optional(),
  currency: currency.optional(),
  lookup_keys: z.array(text).max(10).optional(),
  product: text.optional(),
  recurring: z.strictObject({ interval: interval.optional(), usage_type: text.optional() }).optional(),
  type: z.enum(["one_time", "recurring"]).optional(),
});

export const priceRoutes: Route[] = [
  searchRoute("/v1/prices", prices),
  route({ at: "GET /v1/prices", params: listParams, run: listPrices }),
  retrieveRoute("/v1/prices", prices),
  route({ at: "POST /v1/prices", params: createParams, run: (work, params) => createListedPrice(work, params) }),
  route({ at: "POST /v1/prices/{id}", params: updateParams, run: updatePrice }),
];

async function listPrices(
  work: Work,
  { active, currency, lookup_keys: keys, product, recurring, type, ...asked }: z.output<typeof listParams>,
): Promise<object> {
  const where = { active, currency, product, type, recurring };
  if (!keys) return listPage(work, prices, { ...asked, where, url: "/v1/prices" });

  const found = await Promise.all(keys.map((key) => work.shelf.list(prices, { where: { ...where, lookup_key: key } })));
  return { object: "list", data: found.flat(), has_more: false, url: "/v1/prices" };
}

async function createListedPrice(work: Work, params: z.output<typeof createParams>): Promise<Price> {
  if (params.lookup_key) await freeLookupKey(work, params.lookup_key, params.transfer_lookup_key ?? false);
  const price = await createPrice(work, params);
  await emit(work, "price.created", price);
  return price;
}

type PriceInput = z.output<typeof priceData> & {
  active?: boolean;
  lookup_key?: string;
  metadata?: Record<string, string>;
  nickname?: string;
};

/** Stores a price, and its product when that is given inline. Fails when neither product nor amount is told. */
export async function createPrice(work: Work, input: PriceInput): Promise<Price> {
  if (input.product) await need(work, products, input.product, "product");
  const productId = input.product ?? (input.product_data && (await createInlineProduct(work, input.product_data)).id);
  if (!productId) throw invalidRequest("Missing required param: product.", { param: "product", code: "parameter_missing" });

  const unit = input.unit_amount ?? input.unit_amount_decimal;
  if (unit === undefined) throw invalidRequest("Missing required param: unit_amount.", { param: "unit_amount", code: "parameter_missing" });

  const price = newPrice(work, { ...input, productId, unit });
  await work.shelf.put(prices, price.id, price);
  return price;
}

async function freeLookupKey(work: Work, key: string, mayTransfer: boolean): Promise<void> {
  const holder = await work.shelf.findBy(prices, { lookup_key: key });
  if (!holder) return;
  if (!mayTransfer) throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: "lookup_key" });

  await work.shelf.put(prices, holder.id, { ...holder, lookup_key: null });
}

async function updatePrice(
  work: Work,
  { expand: _expand, metadata: given, transfer_lookup_key: mayTransfer, ...changes }: z.output<typeof updateParams>,
  id: string,
): Promise<Price> {
  if (changes.lookup_key) await freeLookupKey(work, changes.lookup_key, mayTransfer ?? false);
  const price = await needLocked(work, prices, id);
  const updated: Price = { ...price, ...changes, metadata: mergeMetadata(price.metadata, given) };
  await work.shelf.put(prices, id, updated);
  await emit(work, "price.updated", updated);
  return updated;
}

function newPrice(work: Work, input: PriceInput & { productId: string; unit: number }): Price {
  const { recurring: cycle } = input;
  return {
    id: newId("price"),
    object: "price",
    active: input.active ?? true,
    billing_scheme: "per_unit",
    created: work.now,
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: input.metadata ?? {},
    nickname: input.nickname ?? null,
    product: input.productId,
    recurring: cycle
      ? {
          interval: cycle.interval,
          interval_count: cycle.interval_count ?? 1,
          meter: null,
          trial_period_days: cycle.trial_period_days ?? null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: input.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: cycle ? "recurring" : "one_time",
    unit_amount: Number.isInteger(input.unit) ? input.unit : null,
    unit_amount_decimal: String(input.unit),
  };
}
