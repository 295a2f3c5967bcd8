"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { useFormOutcome } from "./action-form";
import { Button, type ButtonProps } from "./button";

/** Submits the form it stands in; busy while the form's action runs, and while the browser leaves for another site after it. */
export function SubmitButton({ isBusy, ...rest }: Omit<ButtonProps, "type" | "asChild">): ReactNode {
  const { pending } = useFormStatus();
  const isLeaving = useFormOutcome().leaveTo !== undefined;

  return <Button type="submit" isBusy={pending || isBusy || isLeaving} {...rest} />;
}
