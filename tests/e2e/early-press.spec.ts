import { expect, type Page, test } from "@playwright/test";
import { platformUrl } from "./support/addresses";
import { demoOperator, signIn } from "./support/people";

/** Has the browser's scripts run as on a cheap phone; pages are there long before they answer. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
}

test("a button that is pressed before the page came to life answers when it has, and once", async ({ page }) => {
  await signIn(page, demoOperator);
  await slowDown(page);
  await page.goto(platformUrl("/operator/plans"));
  await page.getByRole("main").getByRole("button").first().click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});
