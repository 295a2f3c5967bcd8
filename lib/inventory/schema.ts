import { z } from "zod";
import { maxUnits } from "./levels";
import { adjustmentReasons } from "./types";

/** What the form of a stock adjustment sends. Codes: `not_a_number`, `no_change`, `too_many_units`, `too_long`. */
export const adjustmentForm = z.object({
  variantId: z.uuid("not_found"),
  delta: z.coerce
    .number("not_a_number")
    .int("not_a_number")
    .min(-maxUnits, "too_many_units")
    .max(maxUnits, "too_many_units")
    .refine((delta) => delta !== 0, "no_change"),
  reason: z.enum(adjustmentReasons, "required"),
  note: z.string().trim().max(300, "too_long").default(""),
});
export type AdjustmentInput = z.output<typeof adjustmentForm>;
