"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormOutcome } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { maxOptions } from "@/lib/catalog/rules";
import type { DraftOption } from "./draft";
import { newKey } from "./keys";
import { OptionValues } from "./option-values";

export type OptionEditorProps = { options: readonly DraftOption[]; onChange: (options: DraftOption[]) => void };

/** What shoppers choose between: up to three options with their values as chips. */
export function OptionEditor({ options, onChange }: OptionEditorProps): ReactNode {
  const t = useTranslations("admin-products");
  const change = (key: string, patch: Partial<DraftOption>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...patch } : option)));
  const add = () => onChange([...options, { key: newKey(), name: "", values: [] }]);

  return (
    <div className="grid gap-4">
      {options.map((option, index) => (
        <OneOption
          key={option.key}
          option={option}
          index={index}
          onChange={(patch) => change(option.key, patch)}
          onRemove={() => onChange(options.filter(({ key }) => key !== option.key))}
        />
      ))}
      {options.length < maxOptions ? (
        <Button variant="secondary" className="w-fit" onClick={add}>
          <Plus aria-hidden />
          {options.length === 0 ? t("options.addFirst") : t("options.add")}
        </Button>
      ) : null}
      {options.length === 0 ? <PlainOptions /> : null}
    </div>
  );
}

/** Without JavaScript there are no chips: options are typed as text, and the server makes the combinations. */
function PlainOptions(): ReactNode {
  const t = useTranslations("admin-products");

  return (
    <noscript>
      <div className="grid gap-4">
        <input type="hidden" name="fillVariants" value="on" />
        {[0, 1, 2].map((index) => (
          <div key={index} className="grid gap-4 sm:grid-cols-2">
            <Field name={`options.${index}.name`} label={t("options.name")} isOptional>
              <Input placeholder={t("options.namePlaceholder")} />
            </Field>
            <Field name={`options.${index}.text`} label={t("options.values")} isOptional>
              <Input placeholder="S, M, L" />
            </Field>
          </div>
        ))}
      </div>
    </noscript>
  );
}

type OneOptionProps = { option: DraftOption; index: number; onChange: (patch: Partial<DraftOption>) => void; onRemove: () => void };

function OneOption({ option, index, onChange, onRemove }: OneOptionProps): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();
  const name = `options.${index}`;
  const valueCode = errors[`${name}.values`] ?? Object.entries(errors).find(([path]) => path.startsWith(`${name}.values.`))?.[1];
  const nameCode = errors[`${name}.name`];

  return (
    <div className="grid min-w-0 gap-4 rounded-md border border-border p-4">
      <div className="flex items-end gap-2">
        <Field
          name={`${name}.name`}
          label={t("options.name")}
          error={nameCode ? e(nameCode) : undefined}
          className="max-w-xs flex-1"
          required
        >
          <Input
            value={option.name}
            maxLength={50}
            list="known-options"
            autoComplete="off"
            placeholder={t("options.namePlaceholder")}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        </Field>
        <datalist id="known-options">
          {["size", "colour", "material"].map((word) => (
            <option key={word} value={t(`options.known.${word}`)} />
          ))}
        </datalist>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("options.remove", { name: option.name || t("options.unnamed") })}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      <OptionValues option={option} name={name} onChange={(values) => onChange({ values })} error={valueCode ? e(valueCode) : undefined} />
    </div>
  );
}
