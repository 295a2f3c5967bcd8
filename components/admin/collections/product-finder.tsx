"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { z } from "zod";
import { Thumbnail } from "@/components/admin/products/thumbnail";
import { Input } from "@/components/ui/input";
import { type PickedProduct, productStatuses } from "@/lib/catalog/types";

export type ProductFinderProps = {
  searchPath: string;
  picked: ReadonlySet<string>;
  onPick: (product: PickedProduct) => void;
  onDrop: (id: string) => void;
};

/** Finds products by name, and takes them in or out. */
export function ProductFinder({ searchPath, picked, onPick, onDrop }: ProductFinderProps): ReactNode {
  const t = useTranslations("admin-collections");
  const [typed, setTyped] = useState("");
  const found = useFound(searchPath, typed);

  return (
    <div className="grid gap-3">
      <Input
        type="search"
        aria-label={t("products.search")}
        placeholder={t("products.search")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {found === "failed" ? <p className="text-danger text-sm">{t("products.failed")}</p> : null}
      {found !== "failed" && found?.length === 0 ? <p className="text-sm text-text-muted">{t("products.notFound")}</p> : null}
      <ul className="grid max-h-80 min-h-40 content-start overflow-y-auto">
        {(found === "failed" ? [] : (found ?? [])).map((product) => (
          <li key={product.id}>
            <label className="flex min-h-13 cursor-pointer items-center gap-3 rounded-sm px-2 py-1.5 text-sm hover:bg-muted">
              <input
                type="checkbox"
                checked={picked.has(product.id)}
                onChange={({ target }) => (target.checked ? onPick(product) : onDrop(product.id))}
                className="size-4.5 accent-(--accent)"
              />
              <Thumbnail picture={product.picture} />
              <span className="min-w-0 flex-1 break-words">{product.title}</span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

const answer = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    status: z.enum(productStatuses),
    picture: z.object({ storeId: z.string(), mediaId: z.string(), width: z.number(), height: z.number(), blur: z.string() }).nullable(),
  }),
);

/** What is found for the words, a moment after they were typed; null until the first answer. */
function useFound(searchPath: string, typed: string): PickedProduct[] | "failed" | null {
  const [found, setFound] = useState<PickedProduct[] | "failed" | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const response = await fetch(`${searchPath}?${new URLSearchParams({ q: typed })}`, { signal: stop.signal }).catch(() => null);
      if (stop.signal.aborted) return;
      const parsed = response?.ok ? answer.safeParse(await response.json()) : null;
      setFound(parsed?.success ? parsed.data : "failed");
    }, 150);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [searchPath, typed]);

  return found;
}
