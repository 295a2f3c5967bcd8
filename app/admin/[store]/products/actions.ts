"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createProduct, deleteProduct, setProductsStatus } from "@/lib/catalog/commands";
import type { ProductStatus } from "@/lib/catalog/types";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { ingestImage } from "@/lib/media/ingest";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { saveOver, submitProduct } from "./save-product";

/** Fields are read in the member's notation by `readProductForm`. */
const anyForm = z.looseObject({});

export const createProductAction = memberAction(
  "catalog:write",
  anyForm,
  async ({ store, member, locale }, _tree, form): Promise<FormState> => {
    const made = await submitProduct({ store, locale }, form, ({ input }) => createProduct(store.id, input, member.userId));
    if (!made.ok) return made.state;
    redirect(`/admin/${store.slug}/products/${made.value.id}?made=1`);
  },
);

const editForm = z.looseObject({ productId: z.uuid("not_found") });

export const updateProductAction = memberAction(
  "catalog:write",
  editForm,
  async ({ store, member, locale }, _tree, form): Promise<FormState> => {
    const done = await submitProduct({ store, locale }, form, (read) => saveOver(store, form, { ...read, actorId: member.userId }));
    if (!done.ok) return done.state;
    refresh();
    return saved();
  },
);

const pictureForm = z.object({ file: z.instanceof(File, { message: "required" }) });

/** Takes one picture in, for a form that is still open; the form sends its id when it is saved. */
export const uploadImageAction = memberAction("catalog:write", pictureForm, async ({ store }, { file }): Promise<FormState> => {
  if (!(await isWithinLimit("upload", store.id))) return rejected({ file: "too_many_tries" });
  const taken = await ingestImage(store.id, new Uint8Array(await file.arrayBuffer()));
  if (!taken.ok) return rejected({ file: taken.code });
  const { mediaId, width, height } = taken.value;
  return { ...saved(), values: { mediaId, width: String(width), height: String(height) } };
});

const oneOrMany = z.preprocess((ids) => (typeof ids === "string" ? [ids] : ids), z.array(z.uuid()).min(1, "nothing_chosen").max(200));
const chosen = z.object({ ids: oneOrMany });

function statusAction(status: ProductStatus) {
  return memberAction("catalog:write", chosen, async ({ store }, { ids }): Promise<FormState> => {
    const outcome = await setProductsStatus(store.id, ids, status);
    if (!outcome.ok) return rejected({}, {}, outcome.code);
    refresh();
    return saved(`status_${status}`);
  });
}

export const activateProductsAction = statusAction("active");
export const draftProductsAction = statusAction("draft");
export const archiveProductsAction = statusAction("archived");

export const deleteProductAction = memberAction("catalog:write", editForm, async ({ store }, { productId }): Promise<FormState> => {
  const outcome = await deleteProduct(store.id, productId);
  if (!outcome.ok) return rejected({}, {}, outcome.code);
  redirect(`/admin/${store.slug}/products`);
});
