import { z } from "zod";
import { maxLineQuantity } from "./rules";

const wholeNumber = z.coerce.number({ message: "invalid" }).int("invalid");
/** Forms of pages send `stay` once their script runs: then the cart opens beside the page instead of a page of its own. */
const stay = z.literal("1").optional();

const optionValue = z.string().max(255);

export const additionSchema = z.object({
  productId: z.uuid(),
  optionValues: z.union([z.array(optionValue).max(3), optionValue.transform((value) => [value])]).default([]),
  quantity: wholeNumber.min(1, "too_small").max(maxLineQuantity, "too_big").default(1),
  stay,
});

export const quantitySchema = z.object({
  variantId: z.uuid(),
  quantity: wholeNumber.min(0, "too_small").max(maxLineQuantity, "too_big"),
  stay,
});
