"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { checkImport } from "@/lib/catalog/import/check-import";
import { startImport } from "@/lib/catalog/import/start-import";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { isWithinLimit } from "@/lib/security/rate-limit";

const upload = z.object({ file: z.instanceof(File, { message: "required" }) });

/** The dry run: nothing of the store changes. */
export const checkImportAction = memberAction("catalog:write", upload, async ({ store }, { file }): Promise<FormState> => {
  if (!(await isWithinLimit("upload", store.id))) return rejected({}, {}, "too_many_tries");
  const checked = await checkImport(store.id, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  if (!checked.ok) return rejected({ file: checked.code }, { detail: checked.detail });
  redirect(`/admin/${store.slug}/products/import/${checked.value.id}`);
});

const start = z.object({ importId: z.uuid("not_found") });

export const startImportAction = memberAction("catalog:write", start, async ({ store, member }, { importId }): Promise<FormState> => {
  const started = await startImport(store.id, importId, member.userId);
  if (!started.ok && started.code !== "already_started") return rejected({}, {}, started.code);
  refresh();
  return saved();
});
