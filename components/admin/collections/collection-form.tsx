"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { SearchAddressField } from "@/components/admin/collections/search-address-field";
import { ChangedMeanwhile } from "@/components/admin/products/changed-meanwhile";
import { RichText } from "@/components/admin/rich-text";
import { ActionField, ActionForm, type ActionFormProps, useFormOutcome, useTyped } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { SaveBar } from "@/components/ui/save-bar";
import { ToastOnce } from "@/components/ui/toast";
import { type CollectionDetail, collectionStatuses, type PickedProduct } from "@/lib/catalog/types";
import { CollectionPicture } from "./collection-picture";
import { ProductPicker } from "./product-picker";

export type CollectionFormContext = {
  storeId: string;
  /** `https://store.example/collections/`. */
  addressStart: string;
  /** Answers products by `?q=`. */
  searchPath: string;
  upload: ActionFormProps["action"];
};

export type CollectionFormProps = {
  action: ActionFormProps["action"];
  /** Null for a new one. */
  collection: CollectionDetail | null;
  context: CollectionFormContext;
  isNew?: boolean;
};

/** The one form of a collection. */
export function CollectionForm({ action, collection, context, isNew = false }: CollectionFormProps): ReactNode {
  return (
    <ActionForm action={action} className="grid gap-6">
      <FormBody collection={collection} context={context} isNew={isNew} />
    </ActionForm>
  );
}

type FormBodyProps = Omit<CollectionFormProps, "action" | "isNew"> & { isNew: boolean };

function FormBody({ collection, context, isNew }: FormBodyProps): ReactNode {
  const t = useTranslations("admin-collections");
  const outcome = useFormOutcome();
  const [discards, setDiscards] = useState(0);
  const [picked, setPicked] = useState<readonly PickedProduct[] | null>(null);
  const marker = useRef<HTMLInputElement>(null);
  const onEdited = () => marker.current?.dispatchEvent(new Event("input", { bubbles: true }));
  const version = useTyped("version", String(collection?.version ?? 0));
  const message = outcome.status === "saved" ? t("form.saved") : isNew && outcome.status === "idle" ? t("form.created") : undefined;
  const products = (outcome.status === "saved" ? null : picked) ?? collection?.products ?? [];

  const discard = () => {
    setPicked(null);
    setDiscards((count) => count + 1);
  };
  return (
    <>
      <ToastOnce id={`collection-${outcome.at}`} message={message} />
      {collection ? <input type="hidden" name="collectionId" value={collection.id} /> : null}
      <input type="hidden" name="version" value={version} />
      <input ref={marker} type="hidden" />
      {outcome.code === "changed_meanwhile" ? <ChangedMeanwhile /> : null}
      <div>
        <Basics
          key={`basics-${collection?.version}-${outcome.at}-${discards}`}
          collection={collection}
          context={context}
          onEdited={onEdited}
        />
        <FormSection title={t("sections.products.title")} description={t("sections.products.help")}>
          <ProductsError />
          <ProductPicker
            products={products}
            searchPath={context.searchPath}
            onChange={(next) => {
              setPicked(next);
              onEdited();
            }}
          />
        </FormSection>
        <SearchAddressField
          key={`address-${collection?.version}-${outcome.at}-${discards}`}
          slug={collection?.slug ?? ""}
          addressStart={context.addressStart}
        />
      </div>
      <SaveBar onDiscard={discard} />
    </>
  );
}

function ProductsError(): ReactNode {
  const e = useTranslations("errors");
  const code = useFormOutcome().errors.products;
  return code ? <FieldError>{e(code)}</FieldError> : null;
}

type BasicsProps = Pick<CollectionFormProps, "collection" | "context"> & { onEdited: () => void };

function Basics({ collection, context, onEdited }: BasicsProps): ReactNode {
  const t = useTranslations("admin-collections");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();
  const status = useTyped("status", collection?.status ?? "active");

  return (
    <>
      <FormSection title={t("sections.basics.title")} description={t("sections.basics.help")}>
        <ActionField name="title" label={t("fields.title")} required>
          <Input defaultValue={useTyped("title", collection?.title)} maxLength={120} />
        </ActionField>
        <ActionField name="descriptionHtml" label={t("fields.description")} isOptional>
          <RichText initial={useTyped("descriptionHtml", collection?.descriptionHtml)} onEdited={onEdited} />
        </ActionField>
        <RadioGroup
          name="status"
          label={t("fields.status")}
          layout="cards"
          defaultValue={status}
          error={errors.status ? e(errors.status) : undefined}
          options={collectionStatuses.map((value) => ({ value, label: t(`statuses.${value}`), hint: t(`statusHelp.${value}`) }))}
        />
      </FormSection>
      <FormSection title={t("sections.picture.title")} description={t("sections.picture.help")}>
        <CollectionPicture picture={collection?.picture ?? null} context={context} onEdited={onEdited} />
      </FormSection>
    </>
  );
}
