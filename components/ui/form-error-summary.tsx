"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Callout } from "./callout";

/** `name` is the name of the control; without one the error belongs to the form as a whole. */
export type FormError = { name?: string; message: string };

export type FormErrorSummaryProps = {
  errors: readonly FormError[];
  /** `FormState.at`: a new value says that the form was refused again, and moves the focus again. */
  at: number;
};

/**
 * What went wrong, counted, at the top of a form. Place it inside the form, as its first child: whenever `at` changes
 * the first control marked invalid gets the focus, or the summary itself when there is none. Renders nothing without errors.
 */
export function FormErrorSummary({ errors, at }: FormErrorSummaryProps): ReactNode {
  const t = useTranslations("ui");
  const box = useRef<HTMLDivElement>(null);
  const hasErrors = errors.length > 0;

  useEffect(() => {
    if (hasErrors && at) focusFirstError(box.current);
  }, [hasErrors, at]);

  if (!hasErrors) return null;

  return (
    <Callout ref={box} tone="danger" role="alert" tabIndex={-1} title={t("formErrors.title", { count: errors.length })}>
      <ul className="grid gap-1">
        {errors.map((error) => (
          <li key={`${error.name}-${error.message}`}>
            {error.name ? (
              <a className="rounded-sm underline underline-offset-4" href={`#${error.name}`}>
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function focusFirstError(box: HTMLDivElement | null): void {
  const invalid = box?.closest("form")?.querySelector<HTMLElement>('[aria-invalid="true"]');
  (invalid ?? box)?.focus();
}
