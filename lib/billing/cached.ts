import { cacheLife, cacheTag } from "next/cache";
import { lifetimes } from "@/lib/cache/lifetimes";
import { tags } from "@/lib/cache/tags";
import type { Locale } from "@/lib/core/locale";
import { listPlans, type PlanView } from "./plans";

/** The plans on sale, remembered until the catalogue changes. */
export async function listCachedPlans(locale: Locale): Promise<PlanView[]> {
  "use cache";
  cacheLife(lifetimes.storefront);
  cacheTag(tags.plans());
  return listPlans(locale);
}
