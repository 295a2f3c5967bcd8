import { parseArgs } from "node:util";
import { type StoreId, toStoreId } from "@/lib/core/ids";
import { disconnect } from "@/lib/db/clients";
import { withPlatform } from "@/lib/db/transaction";
import { type IndexName, indexNames, syncedIndexes } from "@/lib/search/indexes";
import { rebuildIndex } from "@/lib/search/rebuild";
import { repairIndex } from "@/lib/search/repair";
import { Problem, runMain } from "@/local/problem";

type Asked = { slug: string | null; name: IndexName | null };

/** Reads `[--store slug] [--index postgres|algolia]`: all stores and all indexes unless told. */
function readArguments(): Asked {
  const option = { type: "string" } as const;
  const { values } = parseArgs({ options: { store: option, index: option } });
  const name = indexNames.find((known) => known === values.index) ?? null;
  if (values.index && !name) throw new Problem(`--index is one of ${indexNames.join(", ")}.`);
  return { slug: values.store ?? null, name };
}

async function listStores(slug: string | null): Promise<{ id: StoreId; slug: string }[]> {
  const where = slug ? { slug } : { status: { not: "closed" } };
  const stores = await withPlatform((tx) => tx.store.findMany({ where, select: { id: true, slug: true }, orderBy: { id: "asc" } }));
  if (slug && stores.length === 0) throw new Problem(`There is no store "${slug}".`);
  return stores.map((store) => ({ ...store, id: toStoreId(store.id) }));
}

/** `npm run search:reindex`: makes the indexes anew from the catalogue while searches go on, store by store. */
async function main(): Promise<void> {
  const { slug, name } = readArguments();
  const indexes = syncedIndexes().filter((index) => !name || index.name === name);
  if (indexes.length === 0)
    throw new Problem("No search service is set up: give ALGOLIA_APP_ID, ALGOLIA_ADMIN_KEY and ALGOLIA_SEARCH_KEY.");
  let isWhole = true;
  for (const store of await listStores(slug)) {
    for (const index of indexes) {
      const rebuilt = await rebuildIndex(store.id, index);
      if (rebuilt.ok) await repairIndex(store.id, index, { isAudited: true });
      isWhole &&= rebuilt.ok;
      console.log(`${store.slug}, ${index.name}: ${rebuilt.ok ? `${rebuilt.value.products} products` : "another re-index is at work"}`);
    }
  }
  if (!isWhole) throw new Problem("Some indexes were left out: run it again later.");
}

await runMain(() => main().finally(disconnect));
