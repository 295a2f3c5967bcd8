"use client";

import { format } from "@react-input/mask";
import { type ChangeEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { Input, type InputProps } from "@/components/ui/input";

export type MaskedInputProps = Omit<InputProps, "value" | "defaultValue" | "onChange"> & {
  /** What was typed, digits only. */
  digits: string;
  onDigits: (digits: string, form: HTMLFormElement | null) => void;
  /** The mask for so many digits: `_` is a digit, the rest stands as it is. */
  maskFor: (count: number) => string;
  maxDigits: number;
};

const replacement = { _: /\d/ };

/** Digits in the shape in which people write them. The caret stays behind the digit that was typed, also in the middle. */
export function MaskedInput({ digits, onDigits, maskFor, maxDigits, ...rest }: MaskedInputProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const digitsBeforeCaret = useRef<number | null>(null);

  useLayoutEffect(() => {
    const count = digitsBeforeCaret.current;
    digitsBeforeCaret.current = null;
    if (field.current && count !== null) placeCaret(field.current, count);
  });

  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart, form } = currentTarget;
    digitsBeforeCaret.current = onlyDigits(value.slice(0, selectionStart ?? value.length)).length;
    onDigits(onlyDigits(value).slice(0, maxDigits), form);
  };

  return <Input ref={field} {...rest} value={format(digits, { mask: maskFor(digits.length), replacement })} onChange={onChange} />;
}

export function onlyDigits(text: string): string {
  return text.replaceAll(/\D/g, "");
}

function placeCaret(field: HTMLInputElement, digitCount: number): void {
  if (document.activeElement !== field) return;
  let seen = 0;
  let position = 0;
  while (position < field.value.length && seen < digitCount) {
    if (/\d/.test(field.value[position] ?? "")) seen += 1;
    position += 1;
  }
  field.setSelectionRange(position, position);
}
