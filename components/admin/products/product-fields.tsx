"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { RichText } from "@/components/admin/rich-text";
import { ActionField, useFormOutcome } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { Input } from "@/components/ui/input";
import type { Draft, DraftVariant } from "./draft";
import { ImageManager } from "./image-manager";
import { newKey } from "./keys";
import { OptionEditor } from "./option-editor";
import { OrganisationFields } from "./organisation-fields";
import type { ProductFormContext } from "./product-form";
import { SearchEngineFields } from "./search-engine-fields";
import { SingleVariant } from "./single-variant";
import { withAllVariants, withOptions, withVariant } from "./variant-grid";
import { VariantTable } from "./variant-table";

export type ProductFieldsProps = { initial: Draft; context: ProductFormContext; onEdited: () => void };

/** All sections of the form, over one draft. */
export function ProductFields({ initial, context, onEdited }: ProductFieldsProps): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();
  const [draft, setDraft] = useState(initial);
  const title = useRef<HTMLInputElement>(null);
  // What was typed before this page could listen counts too.
  useEffect(() => {
    const typed = title.current?.value;
    if (typed) setDraft((now) => ({ ...now, title: typed }));
  }, []);
  const hasOptions = draft.options.some(({ values }) => values.length > 0);

  const restructure = (next: (draft: Draft) => Draft) => {
    setDraft(next);
    onEdited();
  };
  const changeVariant = useCallback((key: string, patch: Partial<DraftVariant>) => setDraft((now) => withVariant(now, key, patch)), []);
  const table = { draft, context, onChange: changeVariant };

  return (
    <>
      <FormSection title={t("sections.basics.title")} description={t("sections.basics.help")}>
        <ActionField name="title" label={t("fields.title")} required>
          <Input
            ref={title}
            value={draft.title}
            maxLength={200}
            onChange={({ target }) => setDraft((now) => ({ ...now, title: target.value }))}
          />
        </ActionField>
        <ActionField name="descriptionHtml" label={t("fields.description")} isOptional>
          <RichText initial={initial.descriptionHtml} onEdited={onEdited} />
        </ActionField>
      </FormSection>
      <FormSection title={t("sections.pictures.title")} description={t("sections.pictures.help")}>
        <ImageManager
          images={draft.images}
          context={context}
          onChange={(change) => restructure((now) => ({ ...now, images: change(now.images) }))}
          onAlt={(key, alt) => setDraft((now) => ({ ...now, images: now.images.map((one) => (one.key === key ? { ...one, alt } : one)) }))}
        />
      </FormSection>
      {hasOptions ? null : (
        <FormSection title={t("sections.price.title")} description={t("sections.price.help")}>
          <SingleVariant {...table} />
        </FormSection>
      )}
      <FormSection title={t("sections.options.title")} description={t("sections.options.help")}>
        {errors.options || errors.variants ? (
          <FieldError id="options">{e(errors.options ?? errors.variants ?? "invalid")}</FieldError>
        ) : null}
        <OptionEditor options={draft.options} onChange={(options) => restructure((now) => withOptions(now, options, newKey))} />
        {hasOptions ? (
          <VariantTable
            {...table}
            onAll={(patch) => restructure((now) => withAllVariants(now, patch))}
            onRemove={(key) => restructure((now) => ({ ...now, variants: now.variants.filter((variant) => variant.key !== key) }))}
          />
        ) : null}
      </FormSection>
      <OrganisationFields draft={draft} context={context} />
      <SearchEngineFields draft={draft} addressStart={context.addressStart} />
    </>
  );
}
