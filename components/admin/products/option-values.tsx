"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { controlVariants } from "@/components/ui/control";
import { FieldError } from "@/components/ui/field";
import type { DraftOption, DraftValue } from "./draft";
import { newKey } from "./keys";

export type OptionValuesProps = { option: DraftOption; name: string; onChange: (values: DraftValue[]) => void; error?: string };

/** The values of one option as chips: typed, renamed in place, removed. */
export function OptionValues({ option, name, onChange, error }: OptionValuesProps): ReactNode {
  const t = useTranslations("admin-products");
  const id = useId();
  const [typed, setTyped] = useState("");
  const { values } = option;

  const add = (text: string) => {
    const known = new Set(values.map(({ value }) => value.toLowerCase()));
    const words = text.split(",").map((word) => word.trim());
    const fresh = words.filter((word, index) => word !== "" && !known.has(word.toLowerCase()) && words.indexOf(word) === index);
    if (fresh.length > 0) onChange([...values, ...fresh.map((value) => ({ key: newKey(), value, swatch: "" }))]);
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "") onChange(values.slice(0, -1));
  };

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {t("options.values")}
      </label>
      <div className={controlVariants({ className: "flex h-auto min-h-11 flex-wrap items-center gap-1.5 p-1.5 touch:h-auto" })}>
        {values.map((value, place) => (
          <ValueChip
            key={value.key}
            value={value}
            name={`${name}.values.${place}`}
            onChange={(patch) => onChange(values.map((one) => (one.key === value.key ? { ...one, ...patch } : one)))}
            onRemove={() => onChange(values.filter(({ key }) => key !== value.key))}
          />
        ))}
        <input
          id={id}
          value={typed}
          maxLength={100}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint`}
          placeholder={values.length === 0 ? t("options.valuesPlaceholder") : t("options.more")}
          onChange={({ target }) => (target.value.includes(",") ? add(target.value) : setTyped(target.value))}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
          className="h-8 min-w-32 flex-1 bg-transparent px-1.5 text-sm outline-none touch:h-11 touch:text-base"
        />
      </div>
      {error ? <FieldError>{error}</FieldError> : null}
      <p id={`${id}-hint`} className="text-sm text-text-muted">
        {t("options.valuesHint")}
      </p>
    </div>
  );
}

type ValueChipProps = { value: DraftValue; name: string; onChange: (patch: Partial<DraftValue>) => void; onRemove: () => void };

/** A value that can be renamed in place, with its swatch for colours. */
function ValueChip({ value, name, onChange, onRemove }: ValueChipProps): ReactNode {
  const t = useTranslations("admin-products");

  return (
    <span className="inline-flex h-8 items-center gap-1.5 rounded-full border border-border bg-muted pr-1 pl-1.5 touch:h-11">
      <span className="relative grid size-5 place-items-center">
        <span
          aria-hidden
          className="size-5 rounded-full border border-border-strong"
          style={
            value.swatch
              ? { background: value.swatch }
              : { background: "linear-gradient(to top right, transparent 47%, currentColor 47% 53%, transparent 53%)", opacity: 0.4 }
          }
        />
        <input
          type="color"
          aria-label={t("options.swatch", { value: value.value })}
          title={t("options.swatch", { value: value.value })}
          value={value.swatch || "#888888"}
          onChange={({ target }) => onChange({ swatch: target.value })}
          className="absolute inset-0 cursor-pointer opacity-0"
        />
      </span>
      <input type="hidden" name={`${name}.swatch`} value={value.swatch} />
      <input
        name={`${name}.value`}
        value={value.value}
        maxLength={100}
        aria-label={t("options.rename", { value: value.value })}
        onChange={({ target }) => onChange({ value: target.value })}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        style={{ width: `${Math.max(2, value.value.length + 1)}ch` }}
        className="max-w-40 rounded-sm bg-transparent text-sm outline-none focus-visible:outline-2 focus-visible:outline-focus"
      />
      <button
        type="button"
        aria-label={t("options.removeValue", { value: value.value })}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-full text-text-muted hover:bg-surface hover:text-text touch:size-9"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
