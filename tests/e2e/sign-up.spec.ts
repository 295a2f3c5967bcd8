import { expect, test } from "@playwright/test";
import { ask, platformUrl, storeUrl } from "./support/addresses";
import { awaitMail, linkIn, mailsTo } from "./support/inbox";
import { awaitOpenStore, fillSignUp, fillSignUpForm, newMerchant } from "./support/people";
import { approvedCard, declinedCard, payOnStripe } from "./support/stripe-page";

test("a merchant signs up, has a card refused, pays with another, and comes in through the welcome mail @phone", async ({ page }) => {
  const merchant = newMerchant();
  await page.goto(platformUrl("/pricing"));
  await expect(page.getByRole("link", { name: /^Choose this plan: / })).toHaveCount(3);
  await page.goto(platformUrl("/"));
  await expect(page.getByRole("link", { name: /^Choose this plan: / })).toHaveCount(3);
  await page.getByRole("link", { name: "Choose this plan: Scale" }).click();
  await page.waitForURL(/\/signup\?plan=scale/);
  await fillSignUpForm(page, merchant);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await payOnStripe(page, declinedCard);
  await expect(page.getByRole("alert")).toContainText("declined");
  await payOnStripe(page, approvedCard);
  await awaitOpenStore(page, merchant);

  const welcome = await awaitMail(merchant.email, new RegExp(`${merchant.storeName} is open`));
  await page.goto(linkIn(welcome, /\/verify\?/));
  await page.getByRole("button", { name: "Confirm e-mail" }).click();
  await page.waitForURL(new RegExp(`/admin/${merchant.slug}$`));
  await expect(page.getByRole("heading", { level: 1, name: merchant.storeName })).toBeVisible();
  await expect(page.getByText("Confirm your e-mail")).toBeHidden();

  const answer = await ask(storeUrl(merchant.slug));
  expect(answer.status).toBe(200);
  expect(answer.body).toContain(merchant.storeName);
  expect((await mailsTo(merchant.email)).filter(({ subject }) => subject.includes("is open"))).toHaveLength(1);
});

test("a payment that was left is held, and goes on where it stopped", async ({ page, context }) => {
  const merchant = newMerchant();
  await fillSignUp(page, merchant);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.waitForURL(/\/c\/pay\//);
  const payment = page.url();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByText("You left before paying")).toBeVisible();
  const status = page.url();
  await page.close();

  const later = await context.newPage();
  await later.goto(status);
  await later.getByRole("button", { name: "Continue to payment" }).click();
  await later.waitForURL(/\/c\/pay\//);
  expect(later.url()).toBe(payment);
  await payOnStripe(later, approvedCard);
  await awaitOpenStore(later, merchant);
});

test("a double click is one sign-up, and a tab closed after paying still opens the store", async ({ page, context }) => {
  const merchant = newMerchant();
  await fillSignUp(page, merchant);
  await page.getByRole("button", { name: "Continue to payment" }).dblclick();
  await page.waitForURL(/\/c\/pay\//);
  await page.route(/\/signup\/status/, (route) => route.abort());
  await payOnStripe(page, approvedCard);
  await awaitMail(merchant.email, new RegExp(`${merchant.storeName} is open`));
  await context.close();
  expect((await ask(storeUrl(merchant.slug))).status).toBe(200);
  expect((await mailsTo(merchant.email)).filter(({ subject }) => subject.includes("is open"))).toHaveLength(1);
});

test("an address that is taken or reserved is refused before anything is sent, with another one to take", async ({ page }) => {
  await page.goto(platformUrl("/signup"));
  await page.getByLabel("Store name").fill("Aurora");
  await expect(page.getByText("Somebody has this one.")).toBeVisible();
  await page.getByRole("button", { name: /^Take aurora-/ }).click();
  await expect(page.getByLabel("Address")).toHaveValue(/^aurora-/);
  await expect(page.getByText(/^aurora-\S+ is free$/)).toBeVisible();
});

test("a form that is not right says so at its fields, and keeps what was typed", async ({ page }) => {
  await page.goto(platformUrl("/signup"));
  await page.getByLabel("Store name").fill("My shop");
  await page.getByLabel("Address").fill("admin");
  await page.getByLabel("E-mail").fill("nobody");
  await page
    .locator("form")
    .filter({ has: page.getByRole("button", { name: "Continue to payment" }) })
    .evaluate((form) => form.setAttribute("novalidate", ""));
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Write an e-mail address/);
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/This address is reserved/);
  await expect(page.getByLabel("Store name")).toHaveValue("My shop");
  await expect(page).toHaveURL(/\/signup$/);
});
