import { type Browser, test as base, expect } from "@playwright/test";
import { type Merchant, openStore } from "./people";

type Saved = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

/** A merchant with an open, empty store, who is signed in. */
export type OpenStore = Merchant & { session: Saved };

/** Playwright's test, with a store of the worker's own: signed up for and paid like any other, once. */
export const test = base.extend<{ store: OpenStore }, { ownStore: OpenStore }>({
  ownStore: [
    async ({ browser }, use) => {
      const context = await browser.newContext();
      const merchant = await openStore(await context.newPage());
      const session = await context.storageState();
      await context.close();
      await use({ ...merchant, session });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  store: async ({ ownStore, context }, use) => {
    await context.addCookies(ownStore.session.cookies);
    await use(ownStore);
  },
});

export { expect };
