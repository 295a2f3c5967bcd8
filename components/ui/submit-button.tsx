"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** Submits the form it stands in; busy while the form's action runs. */
export function SubmitButton({ isBusy, ...rest }: Omit<ButtonProps, "type" | "asChild">): ReactNode {
  const { pending } = useFormStatus();

  return <Button type="submit" isBusy={pending || isBusy} {...rest} />;
}
