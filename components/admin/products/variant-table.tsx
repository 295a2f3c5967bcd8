"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode, useRef } from "react";
import { useFormOutcome } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { picturePath, renditionWidths } from "@/lib/core/picture";
import type { Draft, DraftImage, DraftVariant } from "./draft";
import type { ProductFormContext } from "./product-form";
import { amountInput, currencySign, type VariantChange, VariantField, VariantFlag, VariantHidden, wholeInput } from "./variant-controls";
import { valuesOfVariant } from "./variant-grid";

export type VariantTableProps = {
  draft: Draft;
  context: ProductFormContext;
  onChange: VariantChange;
  onAll: (patch: Partial<DraftVariant>) => void;
  onRemove: (key: string) => void;
};

const columns =
  "md:grid md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,0.7fr)_minmax(0,1.1fr)_2.75rem] md:items-start md:gap-2";

/** A row per combination: price, stock and codes; the rest behind "More". */
export function VariantTable({ draft, context, onChange, onAll, onRemove }: VariantTableProps): ReactNode {
  const t = useTranslations("admin-products");
  const sign = currencySign(context.currency, context.locale);

  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="text-sm text-text-muted">{t("variants.count", { count: draft.variants.length })}</p>
        <FillAll sign={sign} onAll={onAll} />
      </div>
      <div className="rounded-md border border-border">
        <div aria-hidden className={cn("hidden border-border border-b px-3 py-2 font-medium text-text-muted text-xs", columns)}>
          <span>{t("fields.variant")}</span>
          <span>{t("fields.price")}</span>
          <span>{t("fields.compareAt")}</span>
          <span>{t("fields.stock")}</span>
          <span>{t("fields.sku")}</span>
        </div>
        <ul className="divide-y divide-border">
          {draft.variants.map((variant, index) => (
            <VariantRow
              key={variant.key}
              variant={variant}
              index={index}
              name={valuesOfVariant(variant, draft.options).join(" / ")}
              values={valuesOfVariant(variant, draft.options).join("\n")}
              images={draft.images}
              storeId={context.storeId}
              sign={sign}
              isOnly={draft.variants.length === 1}
              onChange={onChange}
              onRemove={onRemove}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

type RowProps = {
  variant: DraftVariant;
  index: number;
  name: string;
  /** Option values, one per line: a text, so that an unchanged row is not drawn again. */
  values: string;
  images: readonly DraftImage[];
  storeId: string;
  sign: string;
  isOnly: boolean;
  onChange: VariantChange;
  onRemove: (key: string) => void;
};

const VariantRow = memo(function VariantRow(props: RowProps): ReactNode {
  const { variant, index, name, values, images, storeId, sign, isOnly, onChange, onRemove } = props;
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();
  const control = { variant, index, onChange, variantName: name };
  const amount = { ...amountInput, prefix: sign };
  const code = errors[`variants.${index}.optionValues`];
  const image = images.find(({ key }) => key === variant.imageKey);

  return (
    <li className="relative grid gap-3 p-3">
      <VariantHidden variant={variant} index={index} values={values.split("\n")} />
      <div className={cn("grid grid-cols-2 gap-3", columns)}>
        <div className="col-span-full flex min-h-9 items-center gap-2.5 max-md:pr-12 md:col-span-1">
          {image?.mediaId ? <Thumb image={image} storeId={storeId} /> : null}
          <span className="min-w-0 break-words font-medium text-sm">{name}</span>
        </div>
        <VariantField {...control} field="price" input={{ ...amount, required: true, placeholder: t("fields.price") }} />
        <VariantField {...control} field="compareAt" input={{ ...amount, placeholder: t("fields.compareAt") }} />
        {variant.isTracked ? (
          <VariantField {...control} field="stock" input={{ ...wholeInput, placeholder: "0" }} />
        ) : (
          <p className="flex min-h-9 items-center text-sm text-text-muted">{t("variants.untracked")}</p>
        )}
        <VariantField {...control} field="sku" input={{ placeholder: t("fields.sku") }} />
        <Button
          variant="ghost"
          size="icon"
          className="max-md:absolute max-md:top-2 max-md:right-2"
          aria-label={t("variants.remove", { name })}
          title={isOnly ? t("variants.only") : undefined}
          disabled={isOnly}
          onClick={() => onRemove(variant.key)}
        >
          <X aria-hidden />
        </Button>
      </div>
      {code ? <FieldError id={`variants.${index}.optionValues`}>{e(code)}</FieldError> : null}
      <MoreOfVariant {...props} />
    </li>
  );
});

function MoreOfVariant({ variant, index, name, images, sign, onChange }: RowProps): ReactNode {
  const t = useTranslations("admin-products");
  const { errors } = useFormOutcome();
  const control = { variant, index, onChange };
  const place = images.findIndex(({ key }) => key === variant.imageKey);
  const hasError = ["barcode", "cost", "weightGrams"].some((field) => errors[`variants.${index}.${field}`]);

  return (
    <details className="group/more" open={hasError || undefined}>
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-sm text-text-muted hover:text-text touch:min-h-11">
        <ChevronDown aria-hidden className="size-4 transition-transform group-open/more:rotate-180" />
        {t("variants.more")}
        <span className="sr-only">{name}</span>
      </summary>
      <div className="grid gap-4 pt-3 pb-1">
        <div className="grid gap-4 sm:grid-cols-3">
          <VariantField {...control} field="cost" input={{ ...amountInput, prefix: sign }} />
          <VariantField {...control} field="barcode" input={wholeInput} />
          <VariantField {...control} field="weightGrams" input={{ ...wholeInput, suffix: "g" }} />
        </div>
        <div className="flex flex-wrap gap-x-8 gap-y-1">
          <VariantFlag {...control} field="isTracked" as="checkbox" />
          <VariantFlag {...control} field="allowBackorder" as="checkbox" />
          <VariantFlag {...control} field="requiresShipping" as="checkbox" />
        </div>
        {variant.reserved > 0 ? <p className="text-sm text-text-muted">{t("hints.reserved", { count: variant.reserved })}</p> : null}
        <Select
          name={`variants.${index}.image`}
          aria-label={`${t("fields.image")}, ${name}`}
          className="sm:max-w-72"
          value={place < 0 ? "" : String(place)}
          placeholder={t("variants.noImage")}
          options={images.map(({ alt }, number) => ({ value: String(number), label: alt || t("images.number", { number: number + 1 }) }))}
          onChange={({ target }) => onChange(variant.key, { imageKey: images[Number(target.value || -1)]?.key ?? "" })}
        />
      </div>
    </details>
  );
}

function Thumb({ image, storeId }: { image: DraftImage; storeId: string }): ReactNode {
  const [smallest = image.width] = renditionWidths(image.width);
  // biome-ignore lint/performance/noImgElement: a rendition of ours, at the size it is shown.
  return <img src={picturePath(storeId, image.mediaId, smallest)} alt="" className="size-9 shrink-0 rounded-sm object-cover" />;
}

function FillAll({ sign, onAll }: { sign: string; onAll: VariantTableProps["onAll"] }): ReactNode {
  const t = useTranslations("admin-products");
  const price = useRef<HTMLInputElement>(null);
  const stock = useRef<HTMLInputElement>(null);

  const apply = () => {
    const patch = {
      ...(price.current?.value ? { price: price.current.value } : {}),
      ...(stock.current?.value ? { stock: stock.current.value } : {}),
    };
    if (Object.keys(patch).length > 0) onAll(patch);
  };
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{t("variants.fillAll")}</legend>
      <Input
        ref={price}
        {...amountInput}
        prefix={sign}
        placeholder={t("fields.price")}
        aria-label={t("variants.priceForAll")}
        className="w-32"
      />
      <Input ref={stock} {...wholeInput} placeholder={t("fields.stock")} aria-label={t("variants.stockForAll")} className="w-24" />
      <Button variant="secondary" onClick={apply}>
        {t("variants.apply")}
      </Button>
    </fieldset>
  );
}
