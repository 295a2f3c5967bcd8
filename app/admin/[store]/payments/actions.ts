"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { chooseAccount, connectPagarme, pagarmeKeys, saveTerms } from "@/lib/payments/account-commands";
import { sendTestNotice } from "@/lib/payments/account-notice";
import { checkOnboarding, startOnboarding } from "@/lib/payments/account-onboarding";
import { hostedTermsForm, readTerms, termsForm } from "@/lib/payments/terms-form";
import { leaveFor } from "@/lib/security/leave";

const nothing = z.object({});

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

/** Shows that a notice reaches the address which the merchant gives to the gateway. */
export const testNoticeAction = memberAction("payments:write", nothing, async ({ store }): Promise<FormState> => {
  const sent = await sendTestNotice(store.id);
  refresh();
  return sent.ok ? saved("notice_arrived") : rejected({}, {}, sent.code);
});

/** Takes the merchant into Stripe's onboarding. */
export const startOnboardingAction = memberAction("payments:write", nothing, async ({ store, member }): Promise<FormState> => {
  const link = await startOnboarding(store, member);
  return link.ok ? leaveFor(link.value) : rejected({}, {}, link.code);
});

/** Asks Stripe how the account stands. */
export const checkOnboardingAction = memberAction("payments:write", nothing, async ({ store }): Promise<FormState> => {
  const checked = await checkOnboarding(store);
  if (!checked.ok) return rejected({}, {}, checked.code);
  dropTagsNow([tags.store(store.id)]);
  refresh();
  return saved();
});

export const chooseAccountAction = memberAction(
  "payments:write",
  z.object({ accountId: z.uuid() }),
  async ({ store, member }, { accountId }): Promise<FormState> => {
    const chosen = await chooseAccount({ storeId: store.id, actorId: member.userId }, accountId);
    if (!chosen.ok) return rejected({}, {}, chosen.code);
    dropTagsNow([tags.store(store.id)]);
    refresh();
    return saved();
  },
);

export const saveTermsAction = memberAction(
  "payments:write",
  termsForm,
  async ({ store, member, locale }, input, form): Promise<FormState> => {
    const values = { ...echoValues(form), ways: input.ways.join(" ") };
    const read = readTerms(input, locale);
    if (!read.ok) return rejected(read.errors, values);
    const done = await saveTerms({ storeId: store.id, actorId: member.userId }, read.value);
    if (!done.ok) return rejected({}, values, done.code);
    dropTagsNow([tags.store(store.id)]);
    return saved();
  },
);

/** The terms of an account whose gateway asks for the rest on its own page. */
export const saveHostedTermsAction = memberAction(
  "payments:write",
  hostedTermsForm,
  async ({ store, member }, input, form): Promise<FormState> => {
    const done = await saveTerms({ storeId: store.id, actorId: member.userId }, input);
    return done.ok ? saved() : rejected({}, echoValues(form), done.code);
  },
);
