import { newId, type StoreId } from "@/lib/core/ids";
import type { StoreTx } from "@/lib/db/transaction";
import { changeLevel, createLevel } from "@/lib/inventory/levels";
import type { MovementReason } from "@/lib/inventory/types";
import { type FieldCodes, refuse } from "./attempt";
import { combinationKey } from "./rules";
import type { VariantInput } from "./schema";

export type VariantTarget = {
  storeId: StoreId;
  productId: string;
  /** Row ids of the product's images, in order. */
  imageIds: readonly string[];
  reason: MovementReason;
  actorId: string | null;
};

type VariantRow = { id: string; sku: string | null; optionValues: string[] };

/** The first variants of a new product. */
export async function insertVariants(tx: StoreTx, target: VariantTarget, variants: readonly VariantInput[]): Promise<void> {
  await requireFreeSkus(tx, target, variants);
  for (const [position, variant] of variants.entries()) await insertVariant(tx, target, { position, variant });
}

/**
 * Makes the product's variants these: known ones (by id, else by their option values) keep their rows, their stock and their
 * place in carts; others are made, the rest go. Refused: a SKU of another product, an id of another product, removing a
 * variant whose units are held for an order that waits for payment, less stock than is promised.
 * Returns the variants whose stock changed.
 */
export async function writeVariants(tx: StoreTx, target: VariantTarget, variants: readonly VariantInput[]): Promise<string[]> {
  await requireFreeSkus(tx, target, variants);
  const before = await lockVariants(tx, target);
  const matched = matchVariants(before, variants);
  const gone = before.filter((row) => !matched.includes(row));
  await removeVariants(tx, target, gone);
  await unsettle(tx, target, rowsThatMove(matched, variants));

  const restocked = gone.map((row) => row.id);
  for (const [position, variant] of variants.entries()) {
    const row = matched[position];
    if (!row) restocked.push(await insertVariant(tx, target, { position, variant }));
    else if (await updateVariant(tx, target, { position, variant, id: row.id })) restocked.push(row.id);
  }
  return restocked;
}

async function lockVariants(tx: StoreTx, { storeId, productId }: VariantTarget): Promise<VariantRow[]> {
  return tx.$queryRaw<VariantRow[]>`
    select id::text, sku, option_values as "optionValues" from variant
    where store_id = ${storeId}::uuid and product_id = ${productId}::uuid order by id for update`;
}

function matchVariants(before: readonly VariantRow[], variants: readonly VariantInput[]): (VariantRow | undefined)[] {
  const byId = new Map(before.map((row) => [row.id, row]));
  const named = new Set(variants.flatMap(({ id }) => id ?? []));
  const byValues = new Map(before.filter((row) => !named.has(row.id)).map((row) => [combinationKey(row.optionValues), row]));
  return variants.map(({ id, optionValues }, index) => {
    if (!id) return byValues.get(combinationKey(optionValues));
    return byId.get(id) ?? refuse("invalid", { [`variants.${index}.optionValues`]: "not_found" });
  });
}

async function removeVariants(tx: StoreTx, { storeId, productId }: VariantTarget, gone: readonly VariantRow[]): Promise<void> {
  if (gone.length === 0) return;
  const ids = gone.map((row) => row.id);
  const held = await tx.stockHold.count({ where: { storeId, variantId: { in: ids }, status: "held" } });
  if (held > 0) refuse("variant_held");
  await tx.variant.deleteMany({ where: { storeId, productId, id: { in: ids } } });
}

function rowsThatMove(matched: readonly (VariantRow | undefined)[], variants: readonly VariantInput[]): VariantRow[] {
  return matched.flatMap((row, index) => {
    const variant = variants[index];
    const stays = row && variant && row.sku === variant.sku && combinationKey(row.optionValues) === combinationKey(variant.optionValues);
    return !row || stays ? [] : row;
  });
}

/** Takes SKUs and option values off first, so that two variants may swap theirs without clashing on the way. */
async function unsettle(tx: StoreTx, { storeId }: VariantTarget, rows: readonly VariantRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await tx.$executeRaw`
    update variant set sku = null, option_values = array[id::text] where store_id = ${storeId}::uuid and id = any(${ids}::uuid[])`;
}

type Placed = { position: number; variant: VariantInput };

async function insertVariant(tx: StoreTx, target: VariantTarget, { position, variant }: Placed): Promise<string> {
  const { storeId, productId, reason, actorId } = target;
  const id = newId();
  await tx.variant.create({ data: { ...columnsOf(target, { position, variant }), storeId, id, productId } });
  const { isTracked, allowBackorder, stockDelta } = variant;
  const first = reason === "adjustment" ? "initial" : reason;
  if (stockDelta < 0 && isTracked) refuse("invalid", { [`variants.${position}.stockDelta`]: "negative" });
  await createLevel(tx, storeId, { variantId: id, delta: stockDelta, isTracked, allowBackorder, reason: first, actorId });
  return id;
}

async function updateVariant(tx: StoreTx, target: VariantTarget, place: Placed & { id: string }): Promise<boolean> {
  const { storeId, reason, actorId } = target;
  const { id, position, variant } = place;
  await tx.variant.update({ where: { storeId_id: { storeId, id } }, data: columnsOf(target, place) });
  const { isTracked, allowBackorder, stockDelta } = variant;
  const outcome = await changeLevel(tx, storeId, { variantId: id, delta: stockDelta, isTracked, allowBackorder, reason, actorId });
  if (!outcome.ok) return refuse("invalid", { [`variants.${position}.stockDelta`]: outcome.code });
  return outcome.value.changed;
}

function columnsOf({ imageIds }: VariantTarget, { position, variant }: Placed) {
  const { optionValues, sku, barcode, priceCents, compareAtCents, costCents, weightGrams, requiresShipping, imageIndex } = variant;
  const imageId = imageIndex === null ? null : (imageIds[imageIndex] ?? null);
  return { position, optionValues, sku, barcode, priceCents, compareAtCents, costCents, weightGrams, requiresShipping, imageId };
}

async function requireFreeSkus(tx: StoreTx, { storeId, productId }: VariantTarget, variants: readonly VariantInput[]): Promise<void> {
  const skus = variants.flatMap(({ sku }) => sku ?? []);
  const taken = await tx.variant.findMany({ where: { storeId, sku: { in: skus }, productId: { not: productId } }, select: { sku: true } });
  if (taken.length === 0) return;
  const clashes = new Set(taken.map((row) => row.sku));
  const errors: FieldCodes = {};
  for (const [index, { sku }] of variants.entries()) if (clashes.has(sku)) errors[`variants.${index}.sku`] = "sku_taken";
  refuse("invalid", errors);
}
