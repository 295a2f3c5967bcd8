import { z } from "zod";
import { isId, newId, type StoreId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { type Actor, writeAudit } from "@/lib/db/audit-entry";
import { type StoreTx, withStore } from "@/lib/db/transaction";
import { isCountry } from "./regions";
import type { ShippingOption, ShippingRule } from "./shipping";

/** More ways of delivery than this, nobody reads. */
const maxRates = 50;

/** The ways of delivery of a store, in the merchant's order. */
export async function listActiveRates(tx: StoreTx, storeId: StoreId): Promise<ShippingOption[]> {
  const rows = await tx.shippingRate.findMany({
    where: { storeId, isActive: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: maxRates,
  });
  return rows.map((row) => ({ ...row, kind: toKind(row.kind) }));
}

function toKind(word: string): ShippingRule["kind"] {
  return word === "free_over" || word === "pickup" ? word : "flat";
}

export type RateRow = ShippingOption & { isActive: boolean; position: number };

/** All of them, for the merchant. */
export async function listRates(storeId: StoreId): Promise<RateRow[]> {
  const rows = await withStore(storeId, (tx) =>
    tx.shippingRate.findMany({ where: { storeId }, orderBy: [{ position: "asc" }, { id: "asc" }], take: maxRates }),
  );
  return rows.map((row) => ({ ...row, kind: toKind(row.kind) }));
}

const cents = z.number().int().min(0).max(99_999_999);
const days = z.coerce.number("number_invalid").int().min(0).max(120);

export const rateSchema = z
  .object({
    name: z.string().trim().min(1, "required").max(60, "too_long"),
    kind: z.enum(["flat", "free_over", "pickup"]),
    priceCents: cents,
    minSubtotalCents: cents.nullable(),
    countries: z.array(z.string().refine(isCountry, "country_invalid")).max(250),
    minDays: days,
    maxDays: days,
    isActive: z.boolean(),
  })
  .refine(({ kind, minSubtotalCents }) => kind !== "free_over" || minSubtotalCents !== null, { path: ["minSubtotal"], message: "required" })
  .refine(({ minDays, maxDays }) => minDays <= maxDays, { path: ["maxDays"], message: "days_order" });
export type RateInput = z.infer<typeof rateSchema>;

/** Writes a way of delivery: a new one without an id. Orders keep the name and the price that they were placed with. */
export async function saveRate(actor: Actor, id: string | null, input: RateInput): Promise<Result<string, "not_found" | "too_many">> {
  const { storeId } = actor;
  return withStore(storeId, async (tx) => {
    const written = id ? await changeRate(tx, storeId, { id, input }) : await addRate(tx, storeId, input);
    if (!written.ok) return written;
    await writeAudit(tx, { ...actor, action: "shipping.rate_saved", subject: written.value, after: input });
    return written;
  });
}

async function changeRate(tx: StoreTx, storeId: StoreId, rate: { id: string; input: RateInput }): Promise<Result<string, "not_found">> {
  const { id, input } = rate;
  const changed = isId(id) ? await tx.shippingRate.updateMany({ where: { storeId, id }, data: input }) : { count: 0 };
  return changed.count === 1 ? ok(id) : fail("not_found");
}

async function addRate(tx: StoreTx, storeId: StoreId, input: RateInput): Promise<Result<string, "too_many">> {
  const count = await tx.shippingRate.count({ where: { storeId } });
  if (count >= maxRates) return fail("too_many");
  const id = newId();
  await tx.shippingRate.create({ data: { ...input, storeId, id, position: count } });
  return ok(id);
}

/** Removes a way of delivery. Removing it twice is the same. */
export async function deleteRate(actor: Actor, id: string): Promise<void> {
  if (!isId(id)) return;
  const { storeId } = actor;
  await withStore(storeId, async (tx) => {
    const rate = await tx.shippingRate.findUnique({ where: { storeId_id: { storeId, id } }, select: { name: true } });
    if (!rate) return;
    await tx.shippingRate.deleteMany({ where: { storeId, id } });
    await writeAudit(tx, { ...actor, action: "shipping.rate_removed", subject: id, before: rate });
  });
}
