import { randomBytes } from "node:crypto";
import { platformUrl } from "./support/addresses";
import { expect, test } from "./support/journey";
import { chargeWithoutTheShop, demoKeys } from "./support/merchant";
import { demoOwner, signIn } from "./support/people";

test("keys that Pagar.me does not take are refused at their field, right ones are taken, and a test notice arrives", async ({ page }) => {
  const { publicKey, secretKey } = await demoKeys();
  await signIn(page, demoOwner);
  await page.goto(platformUrl("/admin/aurora/payments"));
  await page.getByText("Change the keys").click();
  await page.getByLabel("Public key").fill(publicKey);
  await page.getByLabel("Secret key", { exact: true }).fill("sk_test_of_another_shop");
  await page.getByRole("button", { name: "Save new keys" }).click();
  await expect(page.getByLabel("Secret key", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("The gateway does not accept these keys").first()).toBeVisible();

  await page.getByLabel("Secret key", { exact: true }).fill(secretKey);
  await page.getByRole("button", { name: "Save new keys" }).click();
  await expect(page.getByText("Pagar.me is connected")).toBeVisible();
  await page.getByRole("button", { name: "Send a test notice" }).click();
  await expect(page.getByText("The test notice arrived")).toBeVisible();
});

test("a new store is told to choose how it is paid until Stripe says that it may charge", async ({ page, store }) => {
  await page.goto(platformUrl(`/admin/${store.slug}`));
  const step = page.getByRole("heading", { name: "Choose how you are paid" });
  await expect(step).toBeVisible();
  await expect(step).not.toContainText("done");
  await page.goto(platformUrl(`/admin/${store.slug}/payments`));
  await expect(page.getByText("Taking no payments")).toBeVisible();

  await page.getByRole("button", { name: "Connect with Stripe" }).click();
  await page.waitForURL(/\/connect\/onboarding\//);
  await page.locator('button[value="confirm"]').click();
  await page.waitForURL(new RegExp(`/admin/${store.slug}/payments`));
  await expect(page.getByText("Taking payments", { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.goto(platformUrl(`/admin/${store.slug}`));
  await expect(step).toContainText("done");
});

test("a charge made at the gateway itself surfaces when the books are compared, and is asked about again and put aside", async ({
  page,
}) => {
  const gatewayRef = await chargeWithoutTheShop(await demoKeys(), `by-hand-${randomBytes(4).toString("hex")}`);
  await signIn(page, demoOwner);
  await page.goto(platformUrl("/admin/aurora/payments/reconciliation"));
  await page.getByRole("button", { name: "Compare now" }).click();
  const row = page.getByRole("row").filter({ hasText: gatewayRef });
  await expect(async () => {
    await page.reload();
    await expect(row).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(row).toContainText("Made at the gateway, no order here");

  await row.getByRole("button", { name: "Ask again" }).click();
  await expect(row.getByRole("alert")).toHaveText("The gateway and our books still differ");
  await row.getByRole("button", { name: "Put aside" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Put aside" }).click();
  await expect(row).toContainText("Put aside by a person", { timeout: 30_000 });
});
