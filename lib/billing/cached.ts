import { cacheLife, cacheTag } from "next/cache";
import { lifetimes } from "@/lib/cache/lifetimes";
import { tags } from "@/lib/cache/tags";
import type { Locale } from "@/lib/core/locale";
import { listPlans, type PlanView } from "./plans";

/** The plans on sale, remembered until the catalogue changes. */
export async function listCachedPlans(locale: Locale): Promise<PlanView[]> {
  "use cache";
  cacheTag(tags.plans());
  const plans = await listPlans(locale);
  // A build may come before the catalogue is written: an empty one is looked at again at once.
  cacheLife(plans.length > 0 ? lifetimes.storefront : lifetimes.absent);
  return plans;
}
