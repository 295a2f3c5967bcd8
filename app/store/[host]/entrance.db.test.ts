import { describe, expect, it, vi } from "vitest";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { findEntrance } from "@/lib/stores/entrance";
import { reopenStore, suspendStore } from "@/lib/stores/operator";
import { previewTokenOf } from "@/lib/stores/preview";
import { makePerson } from "@/tests/factories/person";
import { makeStore, type TestStore } from "@/tests/factories/store";
import { GET as robots } from "./files/robots/route";
import { GET as sitemap } from "./files/sitemap/route";
import { GET as unavailable } from "./unavailable/route";

// The framework's cache is not there outside of it: what is marked as cached is asked each time.
vi.mock("next/cache", () => ({ cacheLife: () => undefined, cacheTag: () => undefined }));

const at = (host: string) => ({ params: Promise.resolve({ host }) });
const request = new Request("http://store.localhost/");

async function hostOf(wanted: TestStore = {}): Promise<string> {
  return (await makeStore(wanted)).primaryHost;
}

describe("a store that is suspended", () => {
  it("answers 503 with a page in its language, asks to come again, and is not to be indexed", async () => {
    const answer = await unavailable(request, at(await hostOf({ status: "suspended", name: "Ateliê <Sol>", locale: "pt-BR" })));
    expect([answer.status, answer.headers.get("retry-after"), answer.headers.get("x-robots-tag")]).toEqual([503, "3600", "noindex"]);
    const body = await answer.text();
    expect(body).toContain('lang="pt-BR"');
    expect(body).toContain("Ateliê &lt;Sol&gt;");
    expect(body).not.toContain("<Sol>");
  });

  it("is not open at any address, and comes back when the operator reopens it", async () => {
    const store = await makeStore();
    const act = { storeId: store.id, operatorId: (await makePerson({ isOperator: true })).userId, reason: "unpaid" };
    expect((await suspendStore(act)).ok).toBe(true);
    expect((await findEntrance(store.primaryHost)).kind).toBe("suspended");
    expect((await sitemap(request, at(store.primaryHost))).status).toBe(404);
    expect(await (await robots(request, at(store.primaryHost))).text()).toBe("User-agent: *\nDisallow: /\n");
    expect(await suspendStore(act)).toEqual({ ok: false, code: "not_found" });

    expect((await reopenStore(act)).ok).toBe(true);
    expect((await findEntrance(store.primaryHost)).kind).toBe("open");
    const entries = await withPlatform((tx) => tx.auditEntry.findMany({ where: { storeId: store.id }, orderBy: { id: "asc" } }));
    expect(entries.map(({ action }) => action)).toEqual(["store.suspended", "store.active"]);
  });
});

describe("a store that is not open yet", () => {
  it("shows nothing to strangers and to search engines", async () => {
    const host = await hostOf({ isPublished: false });
    expect((await findEntrance(host)).kind).toBe("unpublished");
    expect((await sitemap(request, at(host))).status).toBe(404);
    expect(await (await robots(request, at(host))).text()).toContain("Disallow: /\n");
    expect((await unavailable(request, at(host))).status).toBe(307);
  });

  it("is open to who brings its own token, and to nobody with another store's", async () => {
    const [store, other] = [await makeStore({ isPublished: false }), await makeStore({ isPublished: false })];
    const entrance = async (token: string) => findEntrance(`${store.primaryHost}~${token}`);
    expect(await entrance(await previewTokenOf(store.id))).toMatchObject({ kind: "open", isPreview: true });
    expect((await entrance(await previewTokenOf(other.id))).kind).toBe("unpublished");
  });
});

describe("any other host", () => {
  it.each(["nobody.localhost", "localhost", "xn--a.localhost"])("%s is unknown, and no store stands in for it", async (host) => {
    await makeStore();
    expect((await findEntrance(host)).kind).toBe("unknown");
    for (const route of [robots, sitemap, unavailable]) expect((await route(request, at(host))).status).toBe(404);
  });

  it.each(["provisioning", "closed"])("of a store that is %s is unknown too", async (status) => {
    expect((await findEntrance(await hostOf({ status }))).kind).toBe("unknown");
  });
});

it("an open store tells search engines of its pages, and of none that is hidden or another store's", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  const page = (slug: string, isPublished = true) => ({ slug, kind: "custom", title: slug, bodyHtml: "", isPublished });
  await withStore(store.id, (tx) => tx.page.create({ data: { ...page("about"), storeId: store.id } }));
  await withStore(store.id, (tx) => tx.page.create({ data: { ...page("hidden", false), storeId: store.id } }));
  await withStore(other.id, (tx) => tx.page.create({ data: { ...page("theirs"), storeId: other.id } }));
  const body = await (await sitemap(request, at(store.primaryHost))).text();
  expect(body.match(/<loc>[^<]+<\/loc>/g)).toEqual([
    `<loc>http://${store.primaryHost}:3000/</loc>`,
    `<loc>http://${store.primaryHost}:3000/pages/about</loc>`,
  ]);
  expect(await (await robots(request, at(store.primaryHost))).text()).toContain(`Sitemap: http://${store.primaryHost}:3000/sitemap.xml`);
});
