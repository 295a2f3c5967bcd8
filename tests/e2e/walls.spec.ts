import { type RouteKind, routes } from "@/tests/isolation/routes";
import { ask, platformUrl, storeUrl } from "./support/addresses";
import { expect, test } from "./support/journey";
import { demoOwner, signIn } from "./support/people";

const id = "0190f0f0-0000-7000-8000-000000000000";
const values: Record<string, string> = {
  store: "aurora",
  host: "aurora.localhost",
  locale: "en",
  slug: "caneca-bruma",
  token: "x".repeat(43),
};

/** The address of a route's file, with something in the place of each parameter. */
function pathOf(file: string): string {
  const path = file
    .replace(/\/?(page|route)\.tsx?$/, "")
    .replaceAll(/\([^)]+\)\/?/g, "")
    .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => values[name] ?? id);
  return `/${path}`.replace(/\/$/, "") || "/";
}

const pathsOf = (...kinds: RouteKind[]) => kinds.flatMap((kind) => routes[kind].map(pathOf));

test("nothing of the platform answers on a store's host", async () => {
  for (const path of pathsOf("auth", "member", "operator", "queue", "webhook", "machine")) {
    const answer = await ask(storeUrl("aurora", path));
    expect([path, answer.status]).toEqual([path, 404]);
  }
  expect((await ask(storeUrl("aurora", "/api/auth/session"))).status).toBe(404);
});

test("no store answers on the platform's host, by whatever path", async () => {
  for (const path of pathsOf("storefront")) expect([path, (await ask(platformUrl(path))).status]).toEqual([path, 404]);
  for (const path of [
    "/store",
    "/store/aurora.localhost",
    "/Store/aurora.localhost",
    "/store%2Faurora.localhost",
    "//store/aurora.localhost",
  ]) {
    const answer = await ask(platformUrl(path));
    expect([path, answer.body.includes("Aurora Cerâmica")]).toEqual([path, false]);
  }
});

test("a host that is malformed, unknown or only claimed leads to no store", async () => {
  const forwarded = await ask(platformUrl("/cart"), { "x-forwarded-host": "aurora.localhost" });
  expect(forwarded.status).toBe(404);
  for (const host of ["a b", "aurora.localhost/x", "-a.localhost"])
    expect([host, (await ask(platformUrl("/"), { host })).status]).toEqual([host, 400]);
  expect((await ask(platformUrl("/"), { host: "evil.example" })).status).toBe(404);
});

test("a stranger is sent to sign in, and a member of another store finds nothing", async ({ page, store }) => {
  const screens = pathsOf("member").filter((path) => path.startsWith("/admin/aurora"));
  expect(screens.length).toBeGreaterThan(5);
  for (const path of screens) {
    const answer = await ask(platformUrl(path));
    expect([path, answer.status, answer.headers.location?.startsWith("/login")]).toEqual([path, 307, true]);
  }
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  expect((await ask(platformUrl(`/admin/${store.slug}`), { cookie })).status).toBe(200);
  for (const path of screens) expect([path, (await ask(platformUrl(path), { cookie })).status]).toEqual([path, 404]);
  for (const path of pathsOf("operator")) {
    const { status, headers } = await ask(platformUrl(path), { cookie });
    expect([path, status === 404 || headers.location === "/operator/stores"]).toEqual([path, true]);
  }
});

test("a member's cookie is not sent to a store, and a store's pages set none of the platform's", async ({ page }) => {
  await signIn(page, demoOwner);
  const sent = await page.context().cookies(storeUrl("aurora"));
  expect(sent.filter(({ name }) => name.includes("session"))).toEqual([]);
  const answer = await ask(storeUrl("aurora"));
  expect(answer.headers["set-cookie"] ?? []).toEqual([]);
});

test("nobody but the queue and the gateways is heard at their doors", async ({ request }) => {
  for (const path of ["/api/events/index-product", "/api/events/failed", "/api/events/nobody"]) {
    expect([path, (await request.post(platformUrl(path), { data: {} })).status()]).toEqual([path, 401]);
  }
  expect((await request.post(platformUrl("/api/webhooks/stripe"), { data: {} })).status()).toBe(400);
  expect((await request.post(platformUrl("/api/webhooks/pagarme/unknown"), { data: {} })).status()).toBeGreaterThanOrEqual(400);
});

test("pages carry their security headers, and those rendered per request a nonce of their own", async () => {
  const [one, other] = [await ask(platformUrl("/login")), await ask(platformUrl("/login"))];
  const nonce = /'nonce-([\da-f]+)'/.exec(String(one.headers["content-security-policy"]))?.[1] ?? "";
  expect(nonce).not.toBe("");
  expect(one.body).toContain(`nonce="${nonce}"`);
  expect(other.headers["content-security-policy"]).not.toContain(nonce);
  for (const address of [platformUrl("/login"), platformUrl("/"), storeUrl("aurora")]) {
    const { headers } = await ask(address);
    expect([address, headers["x-content-type-options"]]).toEqual([address, "nosniff"]);
    expect([address, String(headers["content-security-policy"]).includes("frame-ancestors 'none'")]).toEqual([address, true]);
    expect([address, headers["x-powered-by"]]).toEqual([address, undefined]);
  }
});
