import { z } from "zod";
import { fieldErrors } from "@/lib/core/form-state";
import type { FieldCodes } from "./attempt";
import { htmlFromTyped } from "./rich-text";
import { type CollectionInput, collectionInput } from "./schema";

const text = z.string().catch("");

const formTree = z.object({
  version: z.coerce.number().int().catch(0),
  title: text,
  slug: text,
  descriptionHtml: text,
  status: text,
  mediaId: text,
  products: z.array(text).catch([]),
});

export type ReadCollectionForm = { ok: true; value: { input: CollectionInput; version: number } } | { ok: false; errors: FieldCodes };

/** Reads the collection form, as `readForm` gives it. Fails with codes by the names of the form's own controls. */
export function readCollectionForm(tree: unknown): ReadCollectionForm {
  const { version, mediaId, products, descriptionHtml, ...form } = formTree.parse(typeof tree === "object" && tree !== null ? tree : {});
  const parsed = collectionInput.safeParse({
    ...form,
    descriptionHtml: htmlFromTyped(descriptionHtml),
    mediaId: mediaId || null,
    productIds: products.filter(Boolean),
  });
  if (!parsed.success) return { ok: false, errors: collectionFormNames(fieldErrors(parsed.error)) };
  return { ok: true, value: { input: parsed.data, version } };
}

/** Codes of the collection's rules and commands, under the names of the form's controls. */
export function collectionFormNames(errors: FieldCodes): FieldCodes {
  return Object.fromEntries(Object.entries(errors).map(([path, code]) => [path.replace(/^productIds/, "products"), code]));
}
