import { plainText } from "@/lib/catalog/rich-text";
import type { StockView, StorefrontProduct } from "@/lib/catalog/storefront-types";
import { largestPicturePath } from "@/lib/core/picture";

const availability: Record<StockView["kind"], string> = {
  in_stock: "https://schema.org/InStock",
  low: "https://schema.org/LimitedAvailability",
  backorder: "https://schema.org/BackOrder",
  sold_out: "https://schema.org/OutOfStock",
};

type Place = { currency: string; url: string; crumbs: readonly { label: string; href: string }[] };

/** A product for search engines: schema.org Product with an Offer for each variant, and the way to it. */
export function productData(product: StorefrontProduct, { currency, url, crumbs }: Place): object {
  const address = `${url}/products/${product.slug}`;
  const offers = product.variants.map((variant) => ({
    "@type": "Offer",
    url: `${address}?variant=${variant.id}`,
    price: (variant.priceCents / 100).toFixed(2),
    priceCurrency: currency,
    availability: availability[variant.stock.kind],
    ...(variant.sku ? { sku: variant.sku } : {}),
  }));
  return {
    "@context": "https://schema.org",
    "@graph": [
      {
        "@type": "Product",
        name: product.title,
        url: address,
        description: plainText(product.descriptionHtml).slice(0, 5000),
        image: product.pictures.map((picture) => `${url}${largestPicturePath(picture)}`),
        ...(product.vendor ? { brand: { "@type": "Brand", name: product.vendor } } : {}),
        ...(product.productType ? { category: product.productType } : {}),
        offers,
      },
      {
        "@type": "BreadcrumbList",
        itemListElement: [...crumbs, { label: product.title, href: `/products/${product.slug}` }].map(({ label, href }, index) => ({
          "@type": "ListItem",
          position: index + 1,
          name: label,
          item: `${url}${href}`,
        })),
      },
    ],
  };
}
