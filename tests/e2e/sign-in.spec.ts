import { expect, type Page, test } from "@playwright/test";
import { platformUrl } from "./support/addresses";
import { demoOperator, demoOwner, signIn } from "./support/people";

test("an owner signs in, sees their stores, and is out after signing out @phone", async ({ page }) => {
  await signIn(page, demoOwner, "/admin/aurora");
  await expect(page.getByRole("heading", { level: 1, name: "Aurora" })).toBeVisible();
  await page.goto(platformUrl("/admin/harbor"));
  await expect(page.getByRole("heading", { level: 1, name: "Harbor" })).toBeVisible();

  const copied = await page.context().cookies();
  await page.goto(platformUrl("/admin/aurora"));
  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);

  await page.context().addCookies(copied);
  await page.goto(platformUrl("/admin/aurora"));
  await expect(page).toHaveURL(/\/login\?next=%2Fadmin%2Faurora/);
});

async function openAccountMenu(page: Page): Promise<void> {
  const navigation = page.getByRole("button", { name: "Open navigation" });
  if (await navigation.isVisible()) await navigation.click();
  await page.getByRole("button", { name: demoOwner.email }).click();
}

test("a wrong password and an unknown e-mail are answered alike", async ({ page }) => {
  const sentences = [];
  for (const email of [demoOwner.email, "nobody@example.com"]) {
    await page.goto(platformUrl("/login"));
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByText("E-mail or password is wrong");
    await expect(alert).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    sentences.push(await alert.textContent());
  }
  expect(sentences[0]).toBe(sentences[1]);
});

test("signing in never leads off the platform", async ({ page }) => {
  for (const next of ["//evil.example", "/..//evil.example", "https://evil.example"]) {
    await signIn(page, demoOwner, next);
    expect(new URL(page.url()).host).toBe(new URL(platformUrl("/")).host);
    await page.context().clearCookies();
  }
});

test("the console is an operator's alone", async ({ page }) => {
  await signIn(page, demoOwner);
  expect((await page.goto(platformUrl("/operator/stores")))?.status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, demoOperator, "/operator/stores?q=aurora");
  await expect(page.getByRole("cell", { name: /Aurora aurora\.localhost/ })).toBeVisible();
});
