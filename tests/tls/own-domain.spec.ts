import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type DnsServer, startDnsServer } from "@/local/dns/server";
import { Zones } from "@/local/dns/zones";
import { fillInBrazil, newShopper, orderNumber, payByCard } from "@/tests/e2e/support/checkout";
import { demoOwner, signIn } from "@/tests/e2e/support/people";
import { sendCartForm } from "./support/cart-form";
import { addressOf, dataFolder, ports } from "./support/installation";
import { certificateNames, permission, visit } from "./support/visitor";

const store = "aurora";
const temporary = "aurora.localhost";
const domain = "lua-de-barro.com.br";
const product = "/products/caneca-bruma";

test.describe.configure({ mode: "serial" });

let dns: DnsServer;
test.beforeAll(async () => {
  dns = await startDnsServer(new Zones(), ports.dns);
});
test.afterAll(() => dns.close());

async function openDomains(page: Page): Promise<void> {
  await signIn(page, demoOwner, `/admin/${store}/domains`);
  await page.goto(addressOf("localhost", `/admin/${store}/domains`));
}

/** The list of a domain's hosts with their states, as the merchant reads it. */
const stateOf = (page: Page, host: string) => page.getByRole("listitem").filter({ hasText: host }).getByRole("status").first();

test("the platform and the temporary hosts are served over TLS, each with a certificate of its own", async () => {
  expect(await certificateNames("localhost")).toEqual(["localhost"]);
  expect((await visit(temporary, "/")).status).toBe(200);
  expect(await certificateNames(temporary)).toContain(temporary);
});

test("a host that nobody added is refused a certificate", async () => {
  for (const host of [domain, `www.${domain}`, "nobody.localhost", "com.br"]) {
    expect(await permission(host)).toBe(404);
    expect(await certificateNames(host)).toBeNull();
  }
});

test("nobody outside can ask which domains are served", async () => {
  for (const host of ["localhost", temporary]) {
    expect((await visit(host, `/api/domains/permission?domain=${temporary}`)).status).toBe(404);
  }
  expect((await visit("localhost", `/api/domains/permission?domain=${temporary}`, { headers: { host: "127.0.0.1" } })).status).toBe(404);
});

test("a merchant adds a domain in the browser, sets its records, and it works by itself", async ({ page }) => {
  await openDomains(page);
  await page.getByLabel(/^(Domain|Domínio)$/).fill("https://Lua-de-Barro.COM.br/");
  await page.getByRole("button", { name: /^(Add domain|Adicionar domínio)$/ }).click();
  await expect(page.getByRole("heading", { name: domain })).toBeVisible();
  expect(await certificateNames(domain)).toBeNull();

  const proof = /vitrine-verification=[0-9a-f]+/;
  const shown = page.getByText(proof).first();
  await expect(shown).toBeVisible();
  const value = proof.exec((await shown.textContent()) ?? "")?.[0] ?? "";
  dns.zones.set({ name: `_vitrine.${domain}`, type: "TXT", value });
  for (const host of [domain, `www.${domain}`]) dns.zones.set({ name: host, type: "A", value: "127.0.0.1" });

  const checkNow = page.getByRole("button", { name: /^(Check now|Verificar agora)$/ });
  await expect(async () => {
    if (await checkNow.isEnabled()) await checkNow.click();
    for (const host of [`www.${domain}`, domain]) await expect(stateOf(page, host)).toHaveText(/^(Live|No ar)$/, { timeout: 5_000 });
  }).toPass({ timeout: 150_000 });
  for (const host of [domain, `www.${domain}`]) expect(await certificateNames(host)).toContain(host);
});

test("a shopper buys over TLS on the merchant's own domain, which is the store's address everywhere", async ({ page }) => {
  await page.goto(addressOf(domain, product));
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", addressOf(domain, product));
  await page.getByRole("button", { name: "Adicionar ao carrinho" }).first().click();
  await page.getByRole("dialog").getByRole("link", { name: "Finalizar compra" }).click();
  await page.waitForURL(addressOf(domain, "/checkout*"));
  await fillInBrazil(page, newShopper());
  await payByCard(page, "4000000000000010");
  await orderNumber(page);
  await expect(page.getByRole("heading", { name: "Obrigado, seu pedido está confirmado" })).toBeVisible({ timeout: 60_000 });

  expect(page.url()).toContain(addressOf(domain, "/orders/"));
  expect((await visit(domain, "/sitemap.xml")).body).toContain(addressOf(domain, product));
});

test("forms work on the merchant's own domain without a script", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(addressOf(domain, product));
  await page.locator("form:has(input[name=productId]) button[type=submit]").first().click();

  await page.waitForURL(addressOf(domain, "/cart"));
  await expect(page.getByText("Caneca Bruma").first()).toBeVisible();
  await context.close();
});

test("the temporary host and www lead to it, path and query kept", async () => {
  for (const host of [temporary, `www.${domain}`]) {
    // A process may know for some seconds what was true before.
    await expect.poll(async () => (await visit(host, `${product}?utm_source=mail`)).status, { timeout: 60_000 }).toBe(308);
    const { headers } = await visit(host, `${product}?utm_source=mail`);
    expect(headers.location).toBe(addressOf(domain, `${product}?utm_source=mail`));
  }
});

test("a form is taken from the host's own pages, and from nobody who pretends to be one", async () => {
  const evil = "https://evil.example";
  const forgeries: Record<string, string>[] = [
    { origin: evil },
    { origin: evil, "x-forwarded-host": "evil.example" },
    { origin: addressOf("localhost").slice(0, -1), "x-forwarded-host": `localhost:${ports.https}` },
    { origin: `https://${domain}.evil.example` },
    { origin: evil, host: `${domain}:${ports.https}`, forwarded: "host=evil.example;proto=https", "x-forwarded-for": "127.0.0.1" },
  ];
  const taken = await sendCartForm(domain, product);

  expect([taken.status, String(taken.headers["set-cookie"])]).toEqual([303, expect.stringContaining("cart=")]);
  for (const forged of forgeries) {
    const refused = await sendCartForm(domain, product, forged);
    expect(refused.status, JSON.stringify(forged)).toBeGreaterThanOrEqual(400);
    expect(String(refused.headers["set-cookie"])).not.toContain("cart=");
  }
});

test("a visitor who forges the forwarded host still meets the store of the host that was asked", async () => {
  const forged = { headers: { "x-forwarded-host": "harbor.localhost", "x-forwarded-proto": "http", "x-forwarded-for": "127.0.0.1" } };

  expect((await visit(domain, "/", forged)).body).toContain("Aurora");
  expect((await visit(domain, "/admin", forged)).status).toBe(404);
});

test("a domain that is removed leads nowhere, and the temporary host serves again", async ({ page }) => {
  await openDomains(page);
  await page
    .getByRole("button", { name: /^(Remove|Remover)$/ })
    .first()
    .click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^(Remove|Remover)$/ })
    .click();
  await expect(page.getByRole("heading", { name: domain })).toBeHidden();

  await expect.poll(async () => (await visit(domain, "/")).status, { timeout: 60_000 }).toBe(410);
  await expect.poll(() => permission(domain), { timeout: 90_000, intervals: [2_000] }).toBe(404);
  await expect.poll(async () => (await visit(temporary, product)).status, { timeout: 60_000 }).toBe(200);
});

test("known hosts are still permitted while the database is stopped", async () => {
  expect(await permission(temporary)).toBe(200);
  const [pid] = (await readFile(path.join(dataFolder, "postgres/postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGINT");
  const ready = async () => (await fetch(`http://127.0.0.1:${ports.app}/api/ready`)).status;

  await expect.poll(ready, { timeout: 60_000 }).toBe(503);
  for (let asked = 0; asked < 20; asked++) expect(await permission(temporary)).toBe(200);
  expect(await permission("nobody.localhost")).toBe(404);
});
