"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ActionField, ActionForm, useTyped } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import type { AuthAction } from "./auth-forms";
import { slugAsTyped } from "./store-address";
import { useAvailability } from "./use-availability";

export type SignupPlan = { code: string; name: string; price: string; per: string };

export type SignupFormProps = {
  action: AuthAction;
  /** Made with the page: sending the form twice is one sign-up. */
  requestId: string;
  plans: readonly SignupPlan[];
  planCode: string;
  slug: string;
  domain: string;
};

/** Plan, store, owner, terms; then on to the payment. */
export function SignupForm({ action, requestId, plans, planCode, slug, domain }: SignupFormProps): ReactNode {
  const t = useTranslations("signup");
  return (
    <ActionForm action={action} className="grid gap-6">
      <input type="hidden" name="requestId" value={requestId} />
      <PlanChoice plans={plans} planCode={planCode} />
      <StoreFields slug={slug} domain={domain} />
      <OwnerFields />
      <ActionField name="terms" label={t("terms.label")} isLabelHidden>
        <Checkbox
          value="on"
          label={t.rich("terms.text", {
            terms: (text) => <TextLink href="/legal/terms">{text}</TextLink>,
            privacy: (text) => <TextLink href="/legal/privacy">{text}</TextLink>,
          })}
        />
      </ActionField>
      <SubmitButton size="lg" width="full">
        {t("action")}
      </SubmitButton>
      <p className="text-pretty text-center text-sm text-text-muted">{t("paymentNote")}</p>
    </ActionForm>
  );
}

function PlanChoice({ plans, planCode }: { plans: readonly SignupPlan[]; planCode: string }): ReactNode {
  const t = useTranslations("signup");
  const chosen = useTyped("plan", planCode);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("plan")}</legend>
      {plans.map((plan) => (
        <label
          key={plan.code}
          className="flex min-h-13 cursor-pointer items-center gap-3 rounded-md border border-border-strong bg-surface px-4 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input type="radio" name="plan" value={plan.code} defaultChecked={plan.code === chosen} className="size-4 accent-(--accent)" />
          <span className="flex-1 font-medium">{plan.name}</span>
          <span className="text-sm text-text-muted">
            <span className="font-medium text-text tabular-nums">{plan.price}</span> {plan.per}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function StoreFields({ slug, domain }: { slug: string; domain: string }): ReactNode {
  const t = useTranslations("signup");
  const typedName = useTyped("storeName");
  const [address, setAddress] = useState(useTyped("slug", slug));
  const [isOwnAddress, setIsOwnAddress] = useState(address !== "");
  const name = useRef<HTMLInputElement>(null);
  // What was typed before this page could listen counts too.
  useEffect(() => {
    const typed = addressFor(name.current?.value ?? "");
    if (typed) setAddress((own) => own || typed);
  }, []);
  const follow = (event: ChangeEvent<HTMLInputElement>) => {
    if (!isOwnAddress) setAddress(addressFor(event.target.value));
  };
  const edit = (event: ChangeEvent<HTMLInputElement>) => {
    setIsOwnAddress(event.target.value !== "");
    setAddress(slugAsTyped(event.target.value));
  };
  return (
    <>
      <ActionField name="storeName" label={t("storeName")} required>
        <Input ref={name} key={typedName} defaultValue={typedName} onChange={follow} maxLength={60} autoComplete="organization" />
      </ActionField>
      <ActionField name="slug" label={t("address")} hint={<AddressHint slug={address} domain={domain} onTake={setAddress} />} required>
        <Input value={address} onChange={edit} suffix={`.${domain}`} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </ActionField>
    </>
  );
}

/** The address that a store's name suggests. */
function addressFor(name: string): string {
  return slugAsTyped(name).replace(/-+$/, "");
}

function AddressHint({ slug, domain, onTake }: { slug: string; domain: string; onTake: (slug: string) => void }): ReactNode {
  const t = useTranslations("marketing");
  const availability = useAvailability(slug, "/api/slugs");
  const suggestion = availability.status === "taken" ? availability.suggestion : null;
  return (
    <span role="status" className="inline-flex flex-wrap items-center gap-x-2">
      {availability.status === "free" ? <span className="text-success">{t("address.free", { address: `${slug}.${domain}` })}</span> : null}
      {availability.status === "taken" ? <span className="text-danger">{t("address.taken")}</span> : null}
      {availability.status === "invalid" ? <span className="text-danger">{t("address.invalid")}</span> : null}
      {suggestion ? (
        <button type="button" className="rounded-sm text-accent-text underline underline-offset-4" onClick={() => onTake(suggestion)}>
          {t("address.take", { suggestion })}
        </button>
      ) : null}
      {["idle", "checking", "unknown"].includes(availability.status) ? t("address.help") : null}
    </span>
  );
}

function OwnerFields(): ReactNode {
  const t = useTranslations("signup");
  const email = useTyped("email");
  return (
    <>
      <ActionField name="email" label={t("email")} hint={t("emailHint")} required>
        <Input key={email} type="email" defaultValue={email} autoComplete="email" inputMode="email" />
      </ActionField>
      <ActionField name="password" label={t("password")} hint={t("passwordHint")} required>
        <PasswordInput autoComplete="new-password" />
      </ActionField>
    </>
  );
}
