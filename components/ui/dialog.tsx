"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { scrim } from "./overlay";

export type DialogProps = {
  /** The button that opens it; leave out when `open` is controlled. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
  className?: string;
};

/** A short task above the page, in the middle; on a phone it rises from the bottom edge. */
export function Dialog({ trigger, title, description, open, onOpenChange, children, className }: DialogProps): ReactNode {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className={scrim} />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 grid max-h-[85dvh] gap-5 overflow-y-auto border border-border bg-surface p-6 shadow-overlay outline-none",
            "inset-x-0 bottom-0 rounded-t-lg data-[state=closed]:animate-sheet-out-bottom data-[state=open]:animate-sheet-in-bottom",
            "sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:max-w-lg sm:-translate-1/2 sm:rounded-lg sm:data-[state=closed]:animate-pop-out sm:data-[state=open]:animate-pop-in",
            className,
          )}
        >
          <div className="grid gap-1 pr-10">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-pretty text-sm text-text-muted">{description}</Primitive.Description>
            ) : null}
          </div>
          {children}
          <DialogCross />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Closes the dialog or sheet it stands in; wraps one button. */
export const DialogClose = Primitive.Close;

/** The row of buttons at the foot of a dialog; the main one comes last. */
export function DialogActions({ children }: { children: ReactNode }): ReactNode {
  return <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">{children}</div>;
}

/** The cross in the upper corner. */
export function DialogCross(): ReactNode {
  const t = useTranslations("ui");

  return (
    <Primitive.Close asChild>
      <Button variant="ghost" size="icon" className="absolute top-4 right-4" aria-label={t("close")}>
        <X aria-hidden />
      </Button>
    </Primitive.Close>
  );
}
