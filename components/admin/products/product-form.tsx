"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { ActionForm, type ActionFormProps, useFormOutcome } from "@/components/ui/action-form";
import { SaveBar } from "@/components/ui/save-bar";
import { ToastOnce } from "@/components/ui/toast";
import type { Vocabulary } from "@/lib/catalog/queries";
import type { ProductDetail } from "@/lib/catalog/types";
import type { Locale } from "@/lib/core/locale";
import { ChangedMeanwhile } from "./changed-meanwhile";
import { blankDraft, draftOfEcho, draftOfProduct } from "./draft";
import { ProductFields } from "./product-fields";

export type ProductFormContext = {
  locale: Locale;
  storeId: string;
  currency: string;
  /** `https://store.example/products/`: what an address begins with. */
  addressStart: string;
  collections: readonly { id: string; title: string }[];
  vocabulary: Vocabulary;
  upload: ActionFormProps["action"];
};

export type ProductFormProps = {
  action: ActionFormProps["action"];
  /** Null for a new one. */
  product: ProductDetail | null;
  context: ProductFormContext;
  /** The form was just opened after its product was made. */
  isNew?: boolean;
};

/** The one form of a product. What the server refuses comes back as it was typed. */
export function ProductForm({ action, product, context, isNew = false }: ProductFormProps): ReactNode {
  const t = useTranslations("admin-products");
  const describeField = (name: string) => {
    const [, index, field] = /^variants\.(\d+)\.(\w+)$/.exec(name) ?? [];
    if (index && field) return t("errors.ofVariant", { field: t(`errors.fields.${field}`), number: Number(index) + 1 });
    return t(`errors.fields.${name.replace(/\..*$/, "")}`);
  };
  return (
    <ActionForm action={action} describeField={describeField} className="grid gap-6">
      <FormBody product={product} context={context} isNew={isNew} />
    </ActionForm>
  );
}

function FormBody({ product, context, isNew }: Omit<ProductFormProps, "action" | "isNew"> & { isNew: boolean }): ReactNode {
  const t = useTranslations("admin-products");
  const outcome = useFormOutcome();
  const [discards, setDiscards] = useState(0);
  const marker = useRef<HTMLInputElement>(null);
  const stored = product ? draftOfProduct(product, context.locale) : blankDraft;
  const isEcho = outcome.status === "rejected" && discards === 0;
  const message = outcome.status === "saved" ? t("form.saved") : isNew && outcome.status === "idle" ? t("form.created") : undefined;

  return (
    <>
      <ToastOnce id={`product-${outcome.at}`} message={message} />
      {product ? <input type="hidden" name="productId" value={product.id} /> : null}
      <input type="hidden" name="version" value={isEcho ? outcome.values.version : stored.version} />
      <input ref={marker} type="hidden" />
      {outcome.code === "changed_meanwhile" ? <ChangedMeanwhile hasStock /> : null}
      <div>
        <ProductFields
          key={`${product?.version}-${outcome.at}-${discards}`}
          initial={isEcho ? draftOfEcho(outcome.values, stored) : stored}
          context={context}
          onEdited={() => marker.current?.dispatchEvent(new Event("input", { bubbles: true }))}
        />
      </div>
      <SaveBar onDiscard={() => setDiscards((count) => count + 1)} />
    </>
  );
}
