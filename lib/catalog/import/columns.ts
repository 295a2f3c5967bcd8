/** What we read of a product file, and the headings it goes by: Shopify's export, and its newer template. */
const headings = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  body: ["Body (HTML)", "Body HTML", "Description"],
  vendor: ["Vendor"],
  type: ["Type", "Custom Product Type"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  status: ["Status"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value"],
  sku: ["Variant SKU", "SKU"],
  grams: ["Variant Grams", "Weight value (grams)"],
  tracker: ["Variant Inventory Tracker", "Inventory tracker"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  policy: ["Variant Inventory Policy", "Continue selling when out of stock"],
  price: ["Variant Price", "Price"],
  compareAt: ["Variant Compare At Price", "Compare-at price"],
  cost: ["Cost per item"],
  requiresShipping: ["Variant Requires Shipping", "Requires shipping"],
  barcode: ["Variant Barcode", "Barcode"],
  imageSrc: ["Image Src", "Product image URL"],
  imagePosition: ["Image Position"],
  imageAlt: ["Image Alt Text"],
  variantImage: ["Variant Image", "Variant image URL"],
  giftCard: ["Gift Card"],
  seoTitle: ["SEO Title"],
  seoDescription: ["SEO Description"],
} as const;

export type Field = keyof typeof headings;
const fields = Object.keys(headings) as Field[];

/** Without these no product can be made of the file. */
const required: Field[] = ["handle", "title", "price"];

/** Where each field stands, and what the file calls it. */
export type Columns = { places: Map<Field, number>; names: Map<Field, string>; missing: string[]; width: number };

/** Finds the columns by their headings, whatever their order and case. */
export function findColumns(header: readonly string[]): Columns {
  const places = new Map<Field, number>();
  const names = new Map<Field, string>();
  const plain = header.map((heading) => heading.trim().toLowerCase());
  for (const field of fields) {
    const known = new Set(headings[field].map((name) => name.toLowerCase()));
    const place = plain.findIndex((heading) => known.has(heading));
    if (place < 0) continue;
    places.set(field, place);
    names.set(field, header[place]?.trim() ?? "");
  }
  const missing = required.filter((field) => !places.has(field)).map((field) => headings[field][0]);
  return { places, names, missing, width: header.length };
}

/** One row of the file: its number as a spreadsheet counts, and its cells by field, trimmed. */
export type FileRow = { number: number; cell: (field: Field) => string };

export function toRow(columns: Columns, number: number, cells: readonly string[]): FileRow {
  return {
    number,
    cell: (field) => {
      const place = columns.places.get(field);
      return place === undefined ? "" : withoutGuard((cells[place] ?? "").trim());
    },
  };
}

/** An apostrophe that keeps a spreadsheet from running a text as a formula is not part of the text. */
function withoutGuard(text: string): string {
  return /^'[=+@-]/.test(text) ? text.slice(1) : text;
}
