"use server";

import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { connectPagarme, pagarmeKeys, saveTerms } from "@/lib/payments/account-commands";
import { readTerms, termsForm } from "@/lib/payments/terms-form";

export const connectPagarmeAction = memberAction(
  "payments:write",
  pagarmeKeys,
  async ({ store, member }, input, form): Promise<FormState> => {
    if (store.currency !== "BRL") return rejected({}, echoValues(form), "not_found");
    const connected = await connectPagarme({ storeId: store.id, actorId: member.userId }, input);
    if (!connected.ok) return rejected({ secretKey: connected.code }, echoValues(form));
    dropTagsNow([tags.store(store.id)]);
    return saved();
  },
);

export const saveTermsAction = memberAction("payments:write", termsForm, async ({ store, member }, input, form): Promise<FormState> => {
  const values = { ...echoValues(form), ways: input.ways.join(" ") };
  const read = readTerms(input, store.locale);
  if (!read.ok) return rejected(read.errors, values);
  const done = await saveTerms({ storeId: store.id, actorId: member.userId }, read.value);
  if (!done.ok) return rejected({}, values, done.code);
  dropTagsNow([tags.store(store.id)]);
  return saved();
});
