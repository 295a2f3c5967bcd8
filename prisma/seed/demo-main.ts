import { disconnect } from "@/lib/db/clients";
import { seedGateway } from "./gateways";
import { seedGoods } from "./goods";
import { seedOrders } from "./orders";
import { seedPeople } from "./people";
import { seedPlans } from "./plans";
import { demoStoreDetails, seedStore } from "./stores";

/** `npm run seed:demo`: people with known passwords and two stores with goods and sales, for a local installation alone. Can be run again: it adds what is missing. */
async function main(): Promise<void> {
  await seedPlans();
  const ownerId = await seedPeople();
  for (const store of demoStoreDetails) {
    const storeId = await seedStore(store, ownerId);
    await seedGateway(storeId, store);
    await seedGoods(storeId, store);
    await seedOrders(storeId, store, ownerId);
    console.log(`seeded ${store.slug}`);
  }
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(disconnect);
