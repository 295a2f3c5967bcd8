"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";
import { controlVariants } from "./control";
import { useFieldControl } from "./field-context";
import { panelItem } from "./overlay";
import { Popover } from "./popover";
import type { SelectOption } from "./select";

export type ComboboxProps = {
  options: readonly SelectOption[];
  defaultValue?: string;
  placeholder: string;
  onValueChange?: (value: string) => void;
};

/** A select that can be searched: for long lists behind a sign-in. Where JavaScript may be missing use Select. */
export function Combobox({ options, defaultValue = "", placeholder, onValueChange }: ComboboxProps): ReactNode {
  const { id, name, disabled, ...field } = useFieldControl();
  const [isOpen, setIsOpen] = useState(false);
  const [value, setValue] = useState(defaultValue);
  const chosen = options.find((option) => option.value === value);

  const choose = (next: string) => {
    setValue(next);
    setIsOpen(false);
    onValueChange?.(next);
  };

  return (
    <>
      {name ? <input type="hidden" name={name} value={value} /> : null}
      <Popover
        open={isOpen}
        onOpenChange={setIsOpen}
        className="w-(--radix-popover-trigger-width) p-0"
        trigger={
          <button
            type="button"
            role="combobox"
            aria-expanded={isOpen}
            id={id}
            disabled={disabled}
            aria-describedby={field["aria-describedby"]}
            aria-invalid={field["aria-invalid"]}
            className={cn(controlVariants(), "flex items-center justify-between gap-2 text-left", !chosen && "text-text-muted")}
          >
            <span className="truncate">{chosen?.label ?? placeholder}</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
          </button>
        }
      >
        <Choices options={options} value={value} onChoose={choose} />
      </Popover>
    </>
  );
}

type ChoicesProps = { options: readonly SelectOption[]; value: string; onChoose: (value: string) => void };

function Choices({ options, value, onChoose }: ChoicesProps): ReactNode {
  const t = useTranslations("ui");

  return (
    <Command>
      <Command.Input
        placeholder={t("search")}
        aria-label={t("search")}
        className="h-11 w-full border-border border-b bg-transparent px-3.5 text-sm outline-none touch:text-base"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-sm text-text-muted">{t("nothingFound")}</Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.label}
            disabled={option.disabled}
            onSelect={() => onChoose(option.value)}
            className={panelItem}
          >
            <Check aria-hidden className={option.value === value ? "text-accent-text" : "invisible"} />
            {option.label}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
