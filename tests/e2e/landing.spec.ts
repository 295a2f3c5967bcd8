import { expect, test } from "@playwright/test";
import { ask, platformUrl } from "./support/addresses";

test("the landing page says what this is, what it costs, and where one begins @phone", async ({ page }) => {
  await page.goto(platformUrl("/"));
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
  await expect(page.getByRole("link", { name: "Sign in" }).filter({ visible: true }).first()).toBeVisible();
  const plans = page.getByRole("link", { name: /^Choose this plan: / });
  await expect(plans).toHaveText([/./, /./, /./]);
  for (const price of ["$12", "$29"]) await expect(page.getByText(price).first()).toBeVisible();
  const foot = page.getByRole("contentinfo");
  await foot.getByRole("link", { name: /terms/i }).first().click();
  await page.waitForURL(/\/legal\/terms/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("the name typed on the landing page goes along to the sign-up", async ({ page }) => {
  await page.goto(platformUrl("/"));
  const field = page.getByRole("textbox").filter({ visible: true }).first();
  const name = `casa-${Date.now().toString(36)}`;
  await field.fill(name);
  await field.press("Enter");
  await page.waitForURL(/\/signup/);
  await expect(page.getByLabel("Address")).toHaveValue(name);
});

test("a plan that does not exist has no form", async () => {
  expect((await ask(platformUrl("/signup?plan=made-up"))).status).toBe(404);
  expect((await ask(platformUrl("/signup?plan=grow"))).status).toBe(200);
});
