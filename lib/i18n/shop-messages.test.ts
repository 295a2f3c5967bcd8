import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { messagesOf, pickMessages } from "./messages";
import { shopMessages } from "./shop-messages";

const project = path.resolve(import.meta.dirname, "../..");
/** Pages with words of their own: their provider gives them. */
const apart = /\/(checkout|order)\/|preview-form/;

async function spokenIn(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(project, folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".tsx"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const sources = await Promise.all(files.filter((file) => !apart.test(file)).map((file) => readFile(file, "utf8")));
  return sources.flatMap((source) => [...source.matchAll(/useTranslations\("([\w.-]+)"\)/g)].map(([, spoken]) => spoken ?? ""));
}

describe("the words of a store's pages", () => {
  it("are those that its components speak in the browser, and no others", async () => {
    const spoken = [...(await spokenIn("components/storefront")), ...(await spokenIn("app/store"))];
    const needed = new Set(spoken.map((name) => (name.startsWith("storefront.") ? name : name.replace(/\..*/, ""))));
    expect(shopMessages.toSorted()).toEqual([...new Set([...needed, "ui"])].toSorted());
  });

  it("are picked by namespace and by part", () => {
    const { storefront, cart } = pickMessages("en", ["cart", "storefront.stock", "storefront.gallery"]);
    expect(Object.keys(storefront ?? {})).toEqual(["stock", "gallery"]);
    expect(cart).toEqual(messagesOf("en").cart);
    expect(() => pickMessages("en", ["storefront.nothing-like-it"])).toThrow("storefront.nothing-like-it");
  });
});
