import type { ProductDetail } from "@/lib/catalog/types";
import { readForm } from "@/lib/core/form-data";
import type { Locale } from "@/lib/core/locale";
import { amountForInput } from "@/lib/core/money";

/**
 * A product while it is edited: everything as it stands in the controls, with keys that stay when things move. Variants name
 * their values by key, so that renaming a value renames it everywhere.
 */
export type DraftValue = { key: string; value: string; swatch: string };
export type DraftOption = { key: string; name: string; values: DraftValue[] };

export type DraftVariant = {
  key: string;
  id: string;
  /** Keys of option values, in the order of the options. */
  valueKeys: string[];
  sku: string;
  barcode: string;
  price: string;
  compareAt: string;
  cost: string;
  weightGrams: string;
  stock: string;
  stockSeen: string;
  /** Units promised to buyers. */
  reserved: number;
  requiresShipping: boolean;
  isTracked: boolean;
  allowBackorder: boolean;
  /** Key of a picture, or empty. */
  imageKey: string;
};

export type DraftImage = {
  key: string;
  id: string;
  mediaId: string;
  alt: string;
  width: number;
  height: number;
  /** Why a picture by address could not be fetched; empty otherwise. */
  failure: string;
  /** Where it comes from by address, while it is not here. */
  sourceUrl: string;
};

export type Draft = {
  version: number;
  title: string;
  slug: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string;
  status: string;
  isFeatured: boolean;
  seoTitle: string;
  seoDescription: string;
  options: DraftOption[];
  variants: DraftVariant[];
  images: DraftImage[];
  collectionIds: string[];
};

export const blankVariant: Omit<DraftVariant, "key"> = {
  id: "",
  valueKeys: [],
  sku: "",
  barcode: "",
  price: "",
  compareAt: "",
  cost: "",
  weightGrams: "",
  stock: "",
  stockSeen: "",
  reserved: 0,
  requiresShipping: true,
  isTracked: true,
  allowBackorder: false,
  imageKey: "",
};

/** A product that is not there yet. */
export const blankDraft: Draft = {
  version: 0,
  title: "",
  slug: "",
  descriptionHtml: "",
  vendor: "",
  productType: "",
  tags: "",
  status: "draft",
  isFeatured: false,
  seoTitle: "",
  seoDescription: "",
  options: [],
  variants: [{ ...blankVariant, key: "v0" }],
  images: [],
  collectionIds: [],
};

/** A product as it is stored, in the notation of the member's language. */
export function draftOfProduct(product: ProductDetail, locale: Locale): Draft {
  const amount = (cents: number | null) => (cents === null ? "" : amountForInput(cents, locale));
  const options = product.options.map(({ name, values }, index) => ({
    key: `o${index}`,
    name,
    values: values.map(({ value, swatch = "" }, place) => ({ key: `o${index}v${place}`, value, swatch })),
  }));
  return {
    ...product,
    tags: product.tags.join(", "),
    seoTitle: product.seoTitle ?? "",
    seoDescription: product.seoDescription ?? "",
    options,
    images: product.images.map(({ id, alt, picture, failure, sourceUrl }) => ({
      key: id,
      id,
      mediaId: picture?.mediaId ?? "",
      alt,
      width: picture?.width ?? 0,
      height: picture?.height ?? 0,
      failure: failure ?? "",
      sourceUrl: picture ? "" : (sourceUrl ?? ""),
    })),
    variants: product.variants.map((variant) => ({
      ...variant.stock,
      key: variant.id,
      id: variant.id,
      valueKeys: keysOfValues(variant.optionValues, options),
      sku: variant.sku ?? "",
      barcode: variant.barcode ?? "",
      price: amount(variant.priceCents),
      compareAt: amount(variant.compareAtCents),
      cost: amount(variant.costCents),
      weightGrams: variant.weightGrams ? String(variant.weightGrams) : "",
      stock: String(variant.stock.onHand),
      stockSeen: String(variant.stock.onHand),
      requiresShipping: variant.requiresShipping,
      imageKey: variant.imageId ?? "",
    })),
  };
}

function keysOfValues(optionValues: readonly string[], options: readonly DraftOption[]): string[] {
  return options.map(({ values }, index) => values.find(({ value }) => value === optionValues[index])?.key ?? "");
}

/** The product as it was typed, from the echo of a form that was refused. `before` knows what the form does not send. */
export function draftOfEcho(echo: Readonly<Record<string, string>>, before: Draft): Draft {
  const form = new FormData();
  for (const [name, value] of Object.entries(echo)) form.set(name, value);
  const tree = new Echo(readForm(form));
  const options = tree.list("options").map((option, index) => ({
    key: `o${index}`,
    name: option.text("name"),
    values: option
      .list("values")
      .map((value, place) => ({ key: `o${index}v${place}`, value: value.text("value"), swatch: value.text("swatch") })),
  }));
  const images = tree.list("images").map((image, index) => echoedImage(image, index, before));
  return {
    ...before,
    ...tree.texts(["title", "slug", "descriptionHtml", "vendor", "productType", "tags", "status", "seoTitle", "seoDescription"]),
    isFeatured: tree.isOn("isFeatured"),
    options,
    images,
    variants: tree.list("variants").map((variant, index) => echoedVariant(variant, { key: `e${index}`, options, images })),
    collectionIds: tree.strings("collections"),
  };
}

function echoedImage(image: Echo, index: number, before: Draft): DraftImage {
  const { id, mediaId, alt, width, height } = image.texts(["id", "mediaId", "alt", "width", "height"]);
  const known = before.images.find((one) => one.id !== "" && one.id === id);
  const shown = { key: id || `e${index}`, id, mediaId, width: Number(width) || 0, height: Number(height) || 0, failure: "", sourceUrl: "" };
  return { ...shown, ...known, alt };
}

type EchoContext = { key: string; options: readonly DraftOption[]; images: readonly DraftImage[] };

function echoedVariant(variant: Echo, { key, options, images }: EchoContext): DraftVariant {
  const typed = variant.texts([
    "id",
    "sku",
    "barcode",
    "price",
    "compareAt",
    "cost",
    "weightGrams",
    "stock",
    "stockSeen",
    "reserved",
    "image",
  ]);
  const { image, reserved, ...fields } = typed;
  return {
    ...fields,
    key: fields.id || key,
    valueKeys: keysOfValues(variant.strings("optionValues"), options),
    reserved: Number(reserved) || 0,
    requiresShipping: variant.isOn("requiresShipping"),
    isTracked: variant.isOn("isTracked"),
    allowBackorder: variant.isOn("allowBackorder"),
    imageKey: (image !== "" && images[Number(image)]?.key) || "",
  };
}

/** Reads a tree of form values without trusting its shape. */
class Echo {
  constructor(private readonly tree: Readonly<Record<string, unknown>>) {}

  text(name: string): string {
    const value = this.tree[name];
    return typeof value === "string" ? value : "";
  }

  texts<const Name extends string>(names: readonly Name[]): Record<Name, string> {
    return Object.fromEntries(names.map((name) => [name, this.text(name)])) as Record<Name, string>;
  }

  isOn(name: string): boolean {
    return this.text(name) === "on";
  }

  strings(name: string): string[] {
    const value = this.tree[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  }

  list(name: string): Echo[] {
    const value = this.tree[name];
    return Array.isArray(value) ? value.map((one) => new Echo(typeof one === "object" && one !== null ? one : {})) : [];
  }
}
