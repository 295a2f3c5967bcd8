import { isValidElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import SearchPage from "@/app/store/[host]/(shop)/search/page";
import type { Locale } from "@/lib/core/locale";
import { type RunningAlgolia, startAlgolia } from "@/tests/contract/search/sandbox";
import { openService, openShelf } from "@/tests/contract/search/shelves";
import { makeStore } from "@/tests/factories/store";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
// The framework's cache and its request are not there outside of it: what is marked as cached is asked each time.
vi.mock("next/cache", () => ({ cacheLife: () => undefined, cacheTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: async () => undefined }));

let algolia: RunningAlgolia;
const hosts: Partial<Record<Locale, string>> = {};
beforeAll(async () => {
  algolia = await startAlgolia();
  await openService();
  const [one, other] = [await openShelf("algolia"), await openShelf("postgres")];
  for (const locale of ["en", "pt-BR"] as const) {
    const store = await makeStore({ locale });
    await other.sync(store, await one.stock(store, [{ title: "Brass lamp" }]));
    hosts[locale] = store.primaryHost;
  }
});
afterAll(() => algolia.close());

/** The page's mark, and what stands above its list. */
async function show(locale: Locale): Promise<{ mark: unknown; heading: string }> {
  const page = await SearchPage({ params: Promise.resolve({ host: hosts[locale] ?? "" }), searchParams: Promise.resolve({ q: "lamp" }) });
  if (!isValidElement<{ "data-search": string; children: ReactNode[] }>(page)) throw new Error("the page is an element");
  return { mark: page.props["data-search"], heading: renderToStaticMarkup(page.props.children[0]) };
}

const sentences: [locale: Locale, sentence: string][] = [
  ["en", "Simpler search for the moment: some results may come in another order."],
  ["pt-BR", "Busca simplificada no momento: alguns resultados podem vir em outra ordem."],
];

it.each(sentences)(
  "while the search service is gone the page says in %s that Postgres answers, and not before",
  async (locale, sentence) => {
    // Shoppers wait less long than a slow machine may need for its first answer.
    await expect.poll(() => show(locale), { timeout: 60_000, interval: 500 }).toMatchObject({ mark: "whole" });
    expect((await show(locale)).heading).not.toContain(sentence);
    await algolia.stop();
    const { mark, heading } = await show(locale);
    expect([mark, heading]).toEqual(["degraded", expect.stringContaining(sentence)]);
    await algolia.start();
  },
);
