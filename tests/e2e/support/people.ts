import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { demoPeople } from "@/local/demo";
import { platformUrl, storeHost } from "./addresses";
import { approvedCard, payOnStripe } from "./stripe-page";

export type Merchant = { slug: string; storeName: string; email: string; password: string };

/** A merchant whom nobody has heard of yet. */
export function newMerchant(): Merchant {
  const tail = randomBytes(4).toString("hex");
  return { slug: `loja-${tail}`, storeName: `Loja ${tail}`, email: `owner-${tail}@example.com`, password: "a long enough password" };
}

/** Opens the sign-up form, fills it in and leaves it unsent. */
export async function fillSignUp(page: Page, merchant: Merchant): Promise<void> {
  await page.goto(platformUrl("/signup?plan=scale"));
  await fillSignUpForm(page, merchant);
}

/** Fills in the sign-up form that is open and leaves it unsent. */
export async function fillSignUpForm(page: Page, merchant: Merchant): Promise<void> {
  await page.getByLabel("Store name").fill(merchant.storeName);
  await page.getByLabel("Address").fill(merchant.slug);
  await expect(page.getByText(`${storeHost(merchant.slug)} is free`)).toBeVisible();
  await page.getByLabel("E-mail").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(merchant.password);
  await page.getByRole("checkbox", { name: /I accept/ }).check();
}

/** Signs up, pays, and waits until the store is open. */
export async function signUp(page: Page, merchant: Merchant): Promise<void> {
  await fillSignUp(page, merchant);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await payOnStripe(page, approvedCard);
  await awaitOpenStore(page, merchant);
}

/** Signs somebody new up, as far as the dashboard of their open, empty store. */
export async function openStore(page: Page): Promise<Merchant> {
  const merchant = newMerchant();
  await signUp(page, merchant);
  await page.getByRole("link", { name: "Go to my store" }).click();
  await page.waitForURL(/\/login/);
  await page.getByLabel("E-mail").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(merchant.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(new RegExp(`/admin/${merchant.slug}`));
  return merchant;
}

export async function awaitOpenStore(page: Page, merchant: Merchant): Promise<void> {
  await expect(page.getByRole("heading", { name: `${merchant.storeName} is open` })).toBeVisible({ timeout: 30_000 });
}

export async function signIn(page: Page, person: { email: string; password: string }, next = ""): Promise<void> {
  await page.goto(platformUrl(`/login${next ? `?next=${encodeURIComponent(next)}` : ""}`));
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(admin|operator)/);
}

const personOf = (role: string) => {
  const person = demoPeople.find((one) => one.role === role);
  if (!person) throw new Error(`no demo ${role}`);
  return person;
};

/** Who owns both demo stores. */
export const demoOwner = personOf("owner");
export const demoOperator = personOf("operator");
