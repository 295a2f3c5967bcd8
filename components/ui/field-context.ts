"use client";

import { createContext, useContext } from "react";

/** What a field tells the control inside it. */
export type FieldControl = {
  id: string;
  name: string;
  required?: boolean;
  disabled?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export const FieldContext = createContext<FieldControl | null>(null);

/** The wiring for a control: the field's, with what the control was given itself on top. Empty outside a field. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {};
}
