"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { rateForm, readRate } from "@/lib/checkout/shipping-commands";
import { deleteRate, saveRate } from "@/lib/checkout/shipping-rates";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";

export const saveRateAction = memberAction(
  "settings:write",
  rateForm,
  async ({ store, member, locale }, input, form): Promise<FormState> => {
    const values = { ...echoValues(form), isActive: input.isActive ?? "off" };
    const read = readRate(input, locale);
    if (!read.ok) return rejected(read.errors, values);
    const done = await saveRate({ storeId: store.id, actorId: member.userId }, input.id || null, read.value);
    if (!done.ok) return rejected({}, values, done.code);
    refresh();
    return saved();
  },
);

export const removeRateAction = memberAction(
  "settings:write",
  z.object({ id: z.uuid() }),
  async ({ store, member }, { id }): Promise<FormState> => {
    await deleteRate({ storeId: store.id, actorId: member.userId }, id);
    refresh();
    return saved("removed");
  },
);
