"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createCollection, deleteCollection, moveCollection, updateCollection } from "@/lib/catalog/collection-commands";
import { collectionFormNames, readCollectionForm } from "@/lib/catalog/collection-form";
import { findCollection } from "@/lib/catalog/collection-queries";
import { readForm } from "@/lib/core/form-data";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { echoOf } from "../products/save-product";

/** Fields are read by `readCollectionForm`. */
const anyForm = z.looseObject({});

export const createCollectionAction = memberAction("catalog:write", anyForm, async ({ store }, _tree, form): Promise<FormState> => {
  const read = readCollectionForm(readForm(form));
  if (!read.ok) return rejected(read.errors, echoOf(form), "check_fields");
  const made = await createCollection(store.id, read.value.input);
  if (!made.ok) return rejected(collectionFormNames(made.errors), echoOf(form), made.code);
  redirect(`/admin/${store.slug}/collections/${made.value.id}?made=1`);
});

const named = z.looseObject({ collectionId: z.uuid("not_found") });

export const updateCollectionAction = memberAction(
  "catalog:write",
  named,
  async ({ store }, { collectionId }, form): Promise<FormState> => {
    const read = readCollectionForm(readForm(form));
    if (!read.ok) return rejected(read.errors, echoOf(form), "check_fields");
    const { input, version } = read.value;
    const isOverwrite = form.get("overwrite") === "on";
    const seen = isOverwrite ? ((await findCollection(store.id, collectionId))?.version ?? version) : version;
    const done = await updateCollection(store.id, { collectionId, version: seen, input });
    if (!done.ok) return rejected(collectionFormNames(done.errors), echoOf(form), done.code);
    refresh();
    return saved();
  },
);

export const deleteCollectionAction = memberAction("catalog:write", named, async ({ store }, { collectionId }): Promise<FormState> => {
  if (!(await deleteCollection(store.id, collectionId))) return rejected({}, {}, "not_found");
  redirect(`/admin/${store.slug}/collections`);
});

const step = z.object({ collectionId: z.uuid("not_found"), by: z.enum(["-1", "1"]).transform(Number) });

export const moveCollectionAction = memberAction("catalog:write", step, async ({ store }, { collectionId, by }): Promise<FormState> => {
  await moveCollection(store.id, collectionId, by);
  refresh();
  return saved();
});
