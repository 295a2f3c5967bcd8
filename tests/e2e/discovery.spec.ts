import { expect, test } from "@playwright/test";
import { ask, storeUrl } from "./support/addresses";

const shops = [
  { slug: "aurora", product: "/products/caneca-bruma", collection: "/collections/vasos", content: "Trocas e devoluções" },
  { slug: "harbor", product: "/products/enamel-mug", collection: "/collections/bags", content: "Returns and refunds" },
] as const;

/** What an attribute of the first such element of a document holds. */
function attribute(body: string, pattern: RegExp): string | undefined {
  return body.match(pattern)?.[1];
}

for (const { slug, product, collection } of shops) {
  test(`search engines are told what the pages of ${slug} are`, async () => {
    const titles = new Set<string>();
    for (const path of ["/", product, collection]) {
      const { status, body } = await ask(storeUrl(slug, path));
      expect([path, status]).toEqual([path, 200]);
      expect(attribute(body, /<link rel="canonical" href="([^"]+)"/)?.replace(/\/$/, "")).toBe(storeUrl(slug, path).replace(/\/$/, ""));
      expect(attribute(body, /<meta name="description" content="([^"]{10,})"/)).toBeDefined();
      titles.add(attribute(body, /<title>([^<]+)<\/title>/) ?? "");
      for (const [, json] of body.matchAll(/<script type="application\/ld\+json">(.+?)<\/script>/g)) {
        expect(JSON.parse(json ?? "")).toMatchObject({ "@context": "https://schema.org" });
      }
    }
    expect(titles.size).toBe(3);
    const { body } = await ask(storeUrl(slug, product));
    expect(body).toMatch(/"@type":"Product"/);
    expect(body).toMatch(/"priceCurrency":"(BRL|USD)"/);
    expect(body).toMatch(/"@type":"BreadcrumbList"/);
  });

  test(`the sitemap of ${slug} names its own open pages, and robots are shown to it`, async () => {
    const robots = await ask(storeUrl(slug, "/robots.txt"));
    expect(robots.body).toContain(`Sitemap: ${storeUrl(slug, "/sitemap.xml")}`);
    expect(robots.body).toMatch(/Disallow: \/checkout/);
    const { body } = await ask(storeUrl(slug, "/sitemap.xml"));
    const addresses = [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? "");
    for (const path of ["/", product, collection]) expect(addresses).toContain(storeUrl(slug, path));
    expect(addresses.filter((address) => new URL(address).host !== new URL(storeUrl(slug)).host)).toEqual([]);
    for (const address of addresses.slice(0, 5)) expect([address, (await ask(address)).status]).toEqual([address, 200]);
  });
}

/** The part of a page under the heading with this id. */
function section(body: string, id: string): string {
  return body.match(new RegExp(`<section aria-labelledby="${id}".*?</section>`, "s"))?.[0] ?? "";
}

for (const { slug, product, collection, content } of shops) {
  test(`the home page of ${slug} shows what is featured, what sells, and its collections; its menu leads to them`, async () => {
    const { body } = await ask(storeUrl(slug));
    for (const id of ["featured", "best-sellers"]) {
      const goods = section(body, id).match(/href="\/products\/[^"]+"/g) ?? [];
      expect([id, goods.length > 0 && goods.length <= 20]).toEqual([id, true]);
    }
    expect(section(body, "collections")).toContain(`href="${collection}"`);
    expect(body.match(/<header.*?<\/header>/s)?.[0]).toContain(`href="${collection}"`);
  });

  test(`a product of ${slug} leads to others like it, and the foot to the pages that the law asks for`, async () => {
    const { body } = await ask(storeUrl(slug, product));
    const related = section(body, "related").match(/href="\/products\/[^"]+"/g) ?? [];
    expect(related.length).toBeGreaterThan(0);
    expect(related).not.toContain(`href="${product}"`);
    const pages = [...(body.match(/<footer.*?<\/footer>/s)?.[0] ?? "").matchAll(/href="(\/pages\/[^"]+)"[^>]*>([^<]+)</g)];
    expect(pages.map(([, , title]) => title)).toContain(content);
    for (const [, path = "", title = ""] of pages) {
      const page = await ask(storeUrl(slug, path));
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.body).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`));
    }
  });
}
