import { type ProductCode, updateProduct } from "@/lib/catalog/commands";
import { type ReadForm, readProductForm, toFormNames } from "@/lib/catalog/product-form";
import { findProduct } from "@/lib/catalog/queries";
import type { SavedProduct } from "@/lib/catalog/write-product";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, rejected } from "@/lib/core/form-state";
import type { Locale } from "@/lib/core/locale";
import { ingestImage } from "@/lib/media/ingest";
import { isWithinLimit } from "@/lib/security/rate-limit";
import type { StoreView } from "@/lib/stores/types";

type Outcome = { ok: true; value: SavedProduct } | { ok: false; code: ProductCode; errors: Record<string, string> };

/** Reads the form, runs the command, and turns a refusal into the form as it was typed. `saved` runs when it was accepted. */
export async function submitProduct(
  { store, locale }: { store: StoreView; locale: Locale },
  form: FormData,
  run: (read: Extract<ReadForm, { ok: true }>["value"]) => Promise<Outcome>,
): Promise<{ ok: true; value: SavedProduct } | { ok: false; state: FormState }> {
  const files = await takeFiles(store, form);
  if (files) return { ok: false, state: rejected({ files }, echoOf(form), "check_fields") };
  const read = readProductForm(readForm(form), locale);
  if (!read.ok) return { ok: false, state: rejected(read.errors, echoOf(form), "check_fields") };
  const outcome = await run(read.value);
  if (outcome.ok) return outcome;
  return { ok: false, state: rejected(toFormNames(outcome.errors), echoOf(form), outcome.code) };
}

/** Nothing that was typed is cut off: a description may be long. */
export function echoOf(form: FormData): Record<string, string> {
  const description = form.get("descriptionHtml");
  return { ...echoValues(form), ...(typeof description === "string" ? { descriptionHtml: description } : {}) };
}

/** Pictures that came with the form itself (without JavaScript) become pictures of the form. Returns the code of a refusal. */
async function takeFiles(store: StoreView, form: FormData): Promise<string | null> {
  const files = form.getAll("files").filter((file): file is File => file instanceof File && file.size > 0);
  form.delete("files");
  if (files.length === 0) return null;
  if (!(await isWithinLimit("upload", store.id))) return "too_many_tries";
  let place = new Set([...form.keys()].flatMap((name) => /^images\.(\d+)\./.exec(name)?.[1] ?? [])).size;
  for (const file of files) {
    const taken = await ingestImage(store.id, new Uint8Array(await file.arrayBuffer()));
    if (!taken.ok) return taken.code;
    const { mediaId, width, height } = taken.value;
    for (const [name, value] of Object.entries({ mediaId, width, height, alt: "" })) form.set(`images.${place}.${name}`, String(value));
    place++;
  }
  return null;
}

/** Saves over the version that the form showed; over the present one when the merchant said so after seeing that it changed. */
export async function saveOver(
  store: StoreView,
  form: FormData,
  { input, version, actorId }: { input: Parameters<typeof updateProduct>[1]["input"]; version: number; actorId: string },
): Promise<Outcome> {
  const productId = String(form.get("productId") ?? "");
  const seen = form.get("overwrite") === "on" ? ((await findProduct(store.id, productId))?.version ?? version) : version;
  return updateProduct(store.id, { productId, version: seen, input, actorId });
}
