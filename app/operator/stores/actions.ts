"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { operatorAction } from "@/lib/identity/operator-action";
import { reopenStore, suspendStore } from "@/lib/stores/operator";

const input = z.object({ storeId: z.uuid(), reason: z.string().trim().min(1, "required").max(200, "too_long") });

export const suspendAction = operatorAction(input, async (operator, { storeId, reason }): Promise<FormState> => {
  const done = await suspendStore({ storeId, operatorId: operator.userId, reason });
  dropTagsNow([tags.store(storeId)]);
  refresh();
  return done.ok ? saved() : rejected({}, {}, done.code);
});

export const reopenAction = operatorAction(input, async (operator, { storeId, reason }): Promise<FormState> => {
  const done = await reopenStore({ storeId, operatorId: operator.userId, reason });
  dropTagsNow([tags.store(storeId)]);
  refresh();
  return done.ok ? saved() : rejected({}, {}, done.code);
});
