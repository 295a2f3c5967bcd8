import type { StockState } from "./rules";

/** Why on_hand changed. The first five come from merchants and imports, the last two from orders. */
export const movementReasons = ["initial", "adjustment", "import", "correction", "damaged", "sale", "restock"] as const;
export type MovementReason = (typeof movementReasons)[number];

/** Reasons that a person may give. */
export const adjustmentReasons = ["adjustment", "correction", "damaged", "restock"] as const;
export type AdjustmentReason = (typeof adjustmentReasons)[number];

export type VariantStock = StockState & { variantId: string };

/** One line of the ledger of a variant. `createdAt` is ISO 8601. */
export type MovementView = {
  id: string;
  variantId: string;
  variantTitle: string;
  delta: number;
  reason: MovementReason;
  note: string;
  orderId: string | null;
  createdAt: string;
};
