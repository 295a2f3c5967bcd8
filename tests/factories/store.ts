import { newId, toStoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import type { Currency } from "@/lib/core/money";
import { withPlatform } from "@/lib/db/transaction";
import { requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";

export type TestStore = {
  slug?: string;
  name?: string;
  locale?: Locale;
  currency?: Currency;
  country?: string;
  isPublished?: boolean;
  status?: string;
};

/** A store of its own for one test, active and published unless said otherwise, on its temporary host. */
export async function makeStore(wanted: TestStore = {}): Promise<StoreView> {
  const id = newId();
  const slug = wanted.slug ?? `t-${id.replaceAll("-", "").slice(-20)}`;
  await withPlatform(async (tx) => {
    await tx.store.create({
      data: {
        id,
        slug,
        name: wanted.name ?? "Test store",
        status: wanted.status ?? "active",
        isPublished: wanted.isPublished ?? true,
        locale: wanted.locale ?? "en",
        currency: wanted.currency ?? "USD",
        country: wanted.country ?? "US",
      },
    });
    await tx.storeHost.create({ data: { host: `${slug}.localhost`, storeId: id, kind: "temporary", isPrimary: true } });
  });
  return requireStore(toStoreId(id));
}
