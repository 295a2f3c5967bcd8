import { cacheLife, cacheTag } from "next/cache";
import { lifetimes } from "@/lib/cache/lifetimes";
import { tags } from "@/lib/cache/tags";
import type { StoreId } from "@/lib/core/ids";
import { findPaymentOffer } from "./offer-queries";
import type { PaymentOffer } from "./offers";

/** `findPaymentOffer`, remembered until the store changes (its payment settings are part of it). */
export async function findCachedPaymentOffer(storeId: StoreId): Promise<PaymentOffer | null> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.store(storeId));
  return findPaymentOffer(storeId);
}
