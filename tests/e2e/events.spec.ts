import type { Browser, Page } from "@playwright/test";
import { platformUrl } from "./support/addresses";
import { atTheBank } from "./support/bank";
import { buyBy, newShopper, orderNumber, pixCode } from "./support/checkout";
import { breakGateway } from "./support/faults";
import { mailsTo } from "./support/inbox";
import { expect, test } from "./support/journey";
import { gatewayRefOn, openOrder } from "./support/merchant";
import { demoOperator, demoOwner, signIn } from "./support/people";

const unanswered = "/events?cause=outside&consumer=settle-notice";
/** Fifteen tries with their pauses, on a machine that has other things to do. */
const exhausted = { timeout: 240_000 };

async function signedIn(browser: Browser, person: { email: string; password: string }): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, person);
  return page;
}

const letters = (page: Page) => page.getByRole("row").filter({ hasText: "Apply a payment notice" });
const tried = (page: Page, says: RegExp) =>
  expect(async () => {
    await page.getByRole("button", { name: "Try it dry" }).click();
    await expect(page.getByRole("status").filter({ hasText: says })).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 60_000 });

async function confirm(page: Page, verb: string): Promise<void> {
  await page.getByRole("button", { name: verb, exact: true }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: verb, exact: true }).click();
}

test("payment notices that the gateway left unanswered wait in the console: one is replayed by the merchant, the rest discarded by the operator", async ({
  browser,
  page,
  store,
}) => {
  test.setTimeout(600_000);
  await buyBy(page, "Pix", newShopper());
  const number = await orderNumber(page);
  const code = await pixCode(page);
  const owner = await signedIn(browser, demoOwner);
  await openOrder(owner, number);
  const mend = await breakGateway(`GET /orders/${await gatewayRefOn(owner)}`);
  try {
    await atTheBank(code, "pay");
    await expect(async () => {
      await owner.goto(platformUrl(`/admin/aurora${unanswered}`));
      expect(await letters(owner).count()).toBeGreaterThan(1);
    }).toPass(exhausted);
    const subjects = async () => (await mailsTo(demoOperator.email)).map(({ subject }) => subject);
    await expect.poll(subjects, exhausted).toContainEqual(expect.stringMatching(/^(Work fails|Tarefas com falha): /));

    await letters(owner).first().getByRole("link").click();
    await expect(owner.getByText("A service outside did not answer").first()).toBeVisible();
    await expect(owner.getByRole("link", { name: `Order ${number}` })).toBeVisible();
    await expect(owner.getByText("Tried 15 times")).toBeVisible();
    await tried(owner, /The gateway does not answer/);
    await confirm(owner, "Replay");
    await expect(owner.getByRole("alertdialog").getByRole("alert")).toContainText("The payment service does not answer");
    await owner.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  } finally {
    await mend();
  }
  await tried(owner, /the gateway says paid/);
  const letter = new URL(owner.url()).pathname.split("/").at(-1) ?? "";
  await confirm(owner, "Replay");
  await expect(owner.getByRole("alertdialog")).toBeHidden();
  await expect(async () => {
    await owner.reload();
    await expect(owner.getByRole("main").getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(owner.getByText(demoOwner.email).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible({ timeout: 60_000 });

  expect((await page.goto(platformUrl("/admin/aurora/events")))?.status()).toBe(404);
  expect((await page.goto(platformUrl(`/admin/${store.slug}/events/${letter}`)))?.status()).toBe(404);
  await page.goto(platformUrl(`/admin/${store.slug}/events`));
  await expect(page.getByText("Nothing failed")).toBeVisible();

  const operator = await signedIn(browser, demoOperator);
  const reason = `Paid all the same: order ${number}`;
  await operator.goto(platformUrl(`/operator${unanswered}`));
  const ours = operator.getByRole("listitem").filter({ hasText: "A service outside did not answer" });
  await ours.getByRole("button", { name: "Discard all" }).click();
  await operator.getByRole("alertdialog").getByLabel("Reason").fill(reason);
  await operator.getByRole("alertdialog").getByRole("button", { name: "Discard all" }).click();
  await expect(operator.getByText(/messages? (was|were) discarded/)).toBeVisible();
  await expect(letters(operator)).toHaveCount(0);

  await operator.goto(platformUrl("/operator/audit?area=dead_letter"));
  await expect(operator.getByRole("row").filter({ hasText: reason }).first()).toContainText("Failed work discarded");
  const replayed = operator.getByRole("row").filter({ hasText: "Failed work replayed" }).first();
  await expect(replayed).toContainText(demoOwner.email);
  await expect(replayed).toContainText("Aurora");
});
