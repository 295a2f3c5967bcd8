import { expect, test } from "@playwright/test";
import { platformUrl } from "./support/addresses";
import { demoOperator, signIn } from "./support/people";

test("the operator asks whether every invariant of money and stock holds, and is told of each", async ({ page }) => {
  await signIn(page, demoOperator);
  await page.goto(platformUrl("/operator/money"));
  await page.getByRole("button", { name: "Check invariants" }).click();
  await page.waitForURL(/check=now/);
  await expect(page.getByText(/^[1-9]\d* stores? of \d+ checked$/)).toBeVisible();
  for (let rule = 1; rule <= 12; rule += 1) {
    const row = page.getByRole("listitem").filter({ has: page.getByText(`I${rule}`, { exact: true }) });
    await expect(row).toContainText(/Holds|violation/);
  }
  // What journeys beside this one did to gateways may break a rule of money; those of stock and walls hold whatever they do.
  for (const rule of ["I1", "I3", "I7", "I8", "I10"]) {
    await expect(page.getByRole("listitem").filter({ has: page.getByText(rule, { exact: true }) })).toContainText("Holds");
  }
});
