import { type Browser, test as base, expect } from "@playwright/test";
import { type Merchant, newMerchant, signUp } from "./people";

type Saved = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

/** A merchant with an open, empty store, who is signed in. */
export type OpenStore = Merchant & { session: Saved };

/** Playwright's test, with a store of the worker's own: signed up for and paid like any other, once. */
export const test = base.extend<{ store: OpenStore }, { ownStore: OpenStore }>({
  ownStore: [
    async ({ browser }, use) => {
      const merchant = newMerchant();
      const context = await browser.newContext();
      const page = await context.newPage();
      await signUp(page, merchant);
      await page.getByRole("link", { name: "Go to my store" }).click();
      await page.waitForURL(/\/login/);
      await page.getByLabel("E-mail").fill(merchant.email);
      await page.getByLabel("Password", { exact: true }).fill(merchant.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(new RegExp(`/admin/${merchant.slug}`));
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
