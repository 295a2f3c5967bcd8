import type { StorefrontVariant } from "@/lib/catalog/storefront-types";
import type { InstalmentRow, PriceOffer } from "@/lib/payments/offers";

/** A variant with what may be promised under its price. */
export type OfferedVariant = StorefrontVariant & { offer: PriceOffer; instalments: readonly InstalmentRow[] };
