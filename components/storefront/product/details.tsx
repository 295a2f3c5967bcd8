import Link from "next/link";
import type { ReactNode } from "react";
import type { StorefrontProduct } from "@/lib/catalog/storefront-types";
import { translator } from "@/lib/i18n/translator";
import type { PageLink } from "@/lib/stores/pages";
import type { StoreView } from "@/lib/stores/types";
import { RichText } from "../rich-text";
import { Disclosure } from "./disclosure";

export type DetailsProps = { store: StoreView; product: StorefrontProduct; pages: readonly PageLink[] };

/** Description, delivery and returns, folded. */
export function Details({ store, product, pages }: DetailsProps): ReactNode {
  const t = translator(store.locale, "storefront.product");
  const returns = pages.find((page) => page.kind === "returns");
  const codes = [...new Set(product.variants.flatMap((variant) => variant.sku ?? []))];

  return (
    <div className="mt-2">
      {product.descriptionHtml ? (
        <Disclosure title={t("description")} isOpen>
          <RichText html={product.descriptionHtml} />
        </Disclosure>
      ) : null}
      {codes.length > 0 ? (
        <Disclosure title={t("codes")}>
          <p className="break-words tabular-nums">{codes.join(", ")}</p>
        </Disclosure>
      ) : null}
      <Disclosure title={t("delivery")}>
        <p>{t("deliveryText")}</p>
      </Disclosure>
      <Disclosure title={t("returns")}>
        <p>{store.country === "BR" ? t("returnsTextBrazil") : t("returnsText")}</p>
        {returns ? (
          <p className="mt-3">
            <Link href={`/pages/${returns.slug}`} className="text-accent-text underline underline-offset-4">
              {returns.title}
            </Link>
          </p>
        ) : null}
      </Disclosure>
    </div>
  );
}
