"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, useFormOutcome } from "@/components/ui/action-form";
import { Checkbox, Switch } from "@/components/ui/choice";
import { FieldError } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Draft } from "./draft";
import type { ProductFormContext } from "./product-form";

type Props = { draft: Draft; context: ProductFormContext };

const statuses = ["draft", "active", "archived"] as const;

/** Whether it is on sale, and where it is found. */
export function OrganisationFields({ draft, context }: Props): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();
  const { vocabulary } = context;

  return (
    <>
      <FormSection title={t("sections.visibility.title")} description={t("sections.visibility.help")}>
        <RadioGroup
          name="status"
          label={t("fields.status")}
          layout="cards"
          defaultValue={draft.status}
          error={errors.status ? e(errors.status) : undefined}
          options={statuses.map((value) => ({ value, label: t(`statuses.${value}`), hint: t(`statusHelp.${value}`) }))}
        />
        <Switch name="isFeatured" label={t("fields.isFeatured")} hint={t("hints.isFeatured")} defaultChecked={draft.isFeatured} />
      </FormSection>
      <FormSection title={t("sections.organisation.title")} description={t("sections.organisation.help")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <ActionField name="vendor" label={t("fields.vendor")} isOptional>
            <Input defaultValue={draft.vendor} maxLength={100} list="known-vendors" autoComplete="off" />
          </ActionField>
          <ActionField name="productType" label={t("fields.productType")} isOptional>
            <Input defaultValue={draft.productType} maxLength={100} list="known-types" autoComplete="off" />
          </ActionField>
        </div>
        <Suggestions id="known-vendors" words={vocabulary.vendors} />
        <Suggestions id="known-types" words={vocabulary.productTypes} />
        <ActionField name="tags" label={t("fields.tags")} hint={t("hints.tags")} isOptional>
          <Input defaultValue={draft.tags} autoComplete="off" />
        </ActionField>
        <CollectionChoice draft={draft} context={context} />
      </FormSection>
    </>
  );
}

function Suggestions({ id, words }: { id: string; words: readonly string[] }): ReactNode {
  return (
    <datalist id={id}>
      {words.map((word) => (
        <option key={word} value={word} />
      ))}
    </datalist>
  );
}

function CollectionChoice({ draft, context }: Props): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();

  return (
    <fieldset id="collections" className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t("fields.collections")}</legend>
      {context.collections.length === 0 ? <p className="text-sm text-text-muted">{t("hints.noCollections")}</p> : null}
      <div className="grid max-h-64 overflow-y-auto sm:grid-cols-2">
        {context.collections.map(({ id, title }, index) => (
          <Checkbox
            key={id}
            name={`collections.${index}`}
            value={id}
            label={title}
            defaultChecked={draft.collectionIds.includes(id)}
            className="w-full"
          />
        ))}
      </div>
      {errors.collections ? <FieldError>{e(errors.collections)}</FieldError> : null}
    </fieldset>
  );
}
