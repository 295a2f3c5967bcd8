import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Picture } from "@/components/ui/picture";
import { Highlighted } from "./highlighted";
import type { SuggestedProduct, SuggestionList } from "./suggestions";

export type SuggestionPanelProps = { id: string; found: SuggestionList; active: number; text: string; onChoose: () => void };

const row = "flex min-h-11 items-center gap-3 rounded-sm px-3 py-2 text-sm aria-selected:bg-muted hover:bg-muted";

/** What is suggested below the field, and the way to all results. */
export function SuggestionPanel({ id, found, active, text, onChoose }: SuggestionPanelProps): ReactNode {
  const t = useTranslations("storefront.search");
  const { collections, products, correctedText } = found;
  const wanted = correctedText ?? text;

  return (
    <div className="absolute inset-x-0 top-full z-40 mt-2 min-w-72 rounded-md border border-border bg-surface p-1.5 text-text shadow-overlay">
      {correctedText ? <p className="px-3 pt-2 pb-1 text-sm text-text-muted">{t("corrected", { text: correctedText })}</p> : null}
      <div id={`${id}-list`} role="listbox" aria-label={t("suggestions")}>
        {collections.map((collection, index) => (
          <Link
            key={collection.href}
            href={collection.href}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onClick={onChoose}
            className={row}
          >
            <span className="text-text-muted">{t("inCollections")}</span>
            <span className="font-medium">{collection.title}</span>
          </Link>
        ))}
        {products.map((product, index) => (
          <Suggested
            key={product.href}
            id={`${id}-${collections.length + index}`}
            product={product}
            isActive={collections.length + index === active}
            onChoose={onChoose}
          />
        ))}
      </div>
      <Link
        href={`/search?${new URLSearchParams({ q: wanted })}`}
        onClick={onChoose}
        className={cn(row, "mt-1 rounded-none border-border border-t text-accent-text")}
      >
        {t("all", { text: wanted })}
      </Link>
    </div>
  );
}

type SuggestedProps = { id: string; product: SuggestedProduct; isActive: boolean; onChoose: () => void };

function Suggested({ id, product, isActive, onChoose }: SuggestedProps): ReactNode {
  return (
    <Link href={product.href} id={id} role="option" aria-selected={isActive} tabIndex={-1} onClick={onChoose} className={row}>
      <span className="w-10 shrink-0 overflow-hidden rounded-sm bg-muted">
        {product.picture ? (
          <Picture picture={product.picture} alt="" sizes="40px" ratio="1 / 1" />
        ) : (
          <span className="block aspect-square" />
        )}
      </span>
      <span className="min-w-0 flex-1 truncate">
        <Highlighted segments={product.title} />
      </span>
      <span className="shrink-0 text-text-muted tabular-nums">{product.price}</span>
    </Link>
  );
}
