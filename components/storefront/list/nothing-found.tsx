import { SearchX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { MenuCollection } from "@/lib/catalog/storefront";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type NothingFoundProps = {
  locale: Locale;
  searched: string;
  /** The same list without filters, when filters are set. */
  unfilteredHref: string | null;
  collections: readonly MenuCollection[];
};

/** What to do when a list is empty: take off the filters, try other words, or look around. */
export function NothingFound({ locale, searched, unfilteredHref, collections }: NothingFoundProps): ReactNode {
  const t = translator(locale, "storefront.nothing");

  return (
    <div className="pt-6">
      <EmptyState
        icon={<SearchX strokeWidth={1.5} />}
        title={searched ? t("titleFor", { text: searched }) : t("title")}
        action={
          unfilteredHref ? (
            <LinkButton href={unfilteredHref} variant="secondary">
              {t("unfilter")}
            </LinkButton>
          ) : (
            <LinkButton href="/search" variant="secondary">
              {t("everything")}
            </LinkButton>
          )
        }
      >
        {unfilteredHref ? t("filtered") : t("help")}
      </EmptyState>
      {collections.length > 0 ? (
        <ul className="flex flex-wrap justify-center gap-2" aria-label={t("collections")}>
          {collections.slice(0, 8).map(({ slug, title }) => (
            <li key={slug}>
              <Link
                href={`/collections/${slug}`}
                className="inline-flex min-h-11 items-center rounded-full border border-border bg-surface px-4 text-sm hover:bg-muted"
              >
                {title}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
