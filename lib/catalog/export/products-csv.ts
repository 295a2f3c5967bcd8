import type { StoreId } from "@/lib/core/ids";
import { largestPicturePath } from "@/lib/core/picture";
import type { Prisma } from "@/lib/db/generated/client";
import { withStore } from "@/lib/db/transaction";
import { pictureFields, toPicture } from "@/lib/media/ingest";
import { readOptions } from "../rules";

const header = [
  "Handle",
  "Title",
  "Body (HTML)",
  "Vendor",
  "Type",
  "Tags",
  "Published",
  "Option1 Name",
  "Option1 Value",
  "Option2 Name",
  "Option2 Value",
  "Option3 Name",
  "Option3 Value",
  "Variant SKU",
  "Variant Grams",
  "Variant Inventory Tracker",
  "Variant Inventory Qty",
  "Variant Inventory Policy",
  "Variant Price",
  "Variant Compare At Price",
  "Variant Requires Shipping",
  "Variant Barcode",
  "Image Src",
  "Image Position",
  "Image Alt Text",
  "SEO Title",
  "SEO Description",
  "Variant Image",
  "Cost per item",
  "Status",
] as const;
type Cells = Partial<Record<(typeof header)[number], string>>;

const perRead = 100;

/**
 * All products of a store as a file in Shopify's format, in parts as they are read: what `parseShopifyCsv` reads, and what
 * another platform can take over. `address` is where the store is reached, for the pictures' addresses.
 */
export async function* exportProducts(storeId: StoreId, address: string): AsyncGenerator<string> {
  yield `\ufeff${line(Object.fromEntries(header.map((name) => [name, name])))}`;
  for (let after: string | undefined; ; ) {
    const products = await readProducts(storeId, after);
    const rows = products.flatMap((product) => rowsOf(product, address));
    if (rows.length > 0) yield rows.map(line).join("");
    after = products.at(-1)?.id;
    if (products.length < perRead) return;
  }
}

const parts = {
  variants: { orderBy: { position: "asc" }, include: { inventory: true } },
  images: { orderBy: { position: "asc" }, include: { media: { select: pictureFields } } },
} satisfies Prisma.ProductInclude;
type Row = Prisma.ProductGetPayload<{ include: typeof parts }>;

function readProducts(storeId: StoreId, after: string | undefined): Promise<Row[]> {
  return withStore(storeId, (tx) =>
    tx.product.findMany({
      where: { storeId, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: "asc" },
      take: perRead,
      include: parts,
    }),
  );
}

/** The first row has the product's own fields; each row one variant and one picture, as long as there are any. */
function rowsOf(product: Row, address: string): Cells[] {
  const options = readOptions(product.options);
  const images = product.images.map((image) => ({ ...image, url: addressOf(image, address) }));
  const urls = new Map(images.map(({ id, url }) => [id, url]));
  const count = Math.max(product.variants.length, images.length);
  return Array.from({ length: count }, (_value, index) => {
    const variant = product.variants[index];
    const image = images[index];
    return {
      Handle: product.slug,
      ...(index === 0 ? ownCells(product, options) : {}),
      ...(variant ? variantCells(variant, { options, imageUrl: variant.imageId ? urls.get(variant.imageId) : undefined }) : {}),
      ...(image?.url ? { "Image Src": image.url, "Image Position": String(index + 1), "Image Alt Text": image.alt } : {}),
    };
  });
}

function addressOf({ media, sourceUrl }: Row["images"][number], address: string): string {
  return media ? address + largestPicturePath(toPicture(media)) : (sourceUrl ?? "");
}

type Options = ReturnType<typeof readOptions>;
const places = [1, 2, 3] as const;

function ownCells(product: Row, options: Options): Cells {
  const names = options.length > 0 ? options.map(({ name }) => name) : ["Title"];
  return {
    Title: product.title,
    "Body (HTML)": product.descriptionHtml,
    Vendor: product.vendor,
    Type: product.productType,
    Tags: product.tags.join(", "),
    Published: String(product.status === "active"),
    Status: product.status,
    "SEO Title": product.seoTitle ?? "",
    "SEO Description": product.seoDescription ?? "",
    ...Object.fromEntries(places.map((place) => [`Option${place} Name`, names[place - 1] ?? ""])),
  };
}

type VariantContext = { options: Options; imageUrl: string | undefined };

function variantCells(variant: Row["variants"][number], { options, imageUrl = "" }: VariantContext): Cells {
  const { inventory } = variant;
  const values = options.length > 0 ? variant.optionValues : ["Default Title"];
  return {
    ...Object.fromEntries(places.map((place) => [`Option${place} Value`, values[place - 1] ?? ""])),
    "Variant SKU": variant.sku ?? "",
    "Variant Grams": String(variant.weightGrams),
    "Variant Inventory Tracker": inventory?.isTracked ? "shopify" : "",
    "Variant Inventory Qty": String(inventory?.onHand ?? 0),
    "Variant Inventory Policy": inventory?.allowBackorder ? "continue" : "deny",
    "Variant Price": amount(variant.priceCents),
    "Variant Compare At Price": amount(variant.compareAtCents),
    "Variant Requires Shipping": String(variant.requiresShipping),
    "Variant Barcode": variant.barcode ?? "",
    "Variant Image": imageUrl,
    "Cost per item": amount(variant.costCents),
  };
}

function amount(cents: number | null): string {
  return cents === null ? "" : (cents / 100).toFixed(2);
}

function line(cells: Cells): string {
  return `${header.map((name) => quoted(cells[name] ?? "")).join(",")}\r\n`;
}

/**
 * RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe, which spreadsheets hide (OWASP, CSV Injection);
 * numbers stay numbers.
 */
function quoted(text: string): string {
  const isFormula = /^[=+@\t\r]/.test(text) || /^-(?!\d+([.,]\d+)?$)/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
