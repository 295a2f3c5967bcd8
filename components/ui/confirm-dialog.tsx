"use client";

import { useTranslations } from "next-intl";
import { AlertDialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { DialogActions } from "./dialog";
import { scrim } from "./overlay";
import { SubmitButton } from "./submit-button";

export type ConfirmDialogProps = {
  trigger: ReactNode;
  title: ReactNode;
  /** What will happen and whether it can be undone. */
  description: ReactNode;
  /** The verb, the same as on the trigger: "Delete product". */
  confirmLabel: string;
  /** What letting it be is called, where "Cancel" could be taken for the act itself: "Keep order". */
  dismissLabel?: string;
  isDangerous?: boolean;
  /** A server action; runs when confirmed. */
  action: (form: FormData) => void | Promise<void>;
  /** Hidden fields the action needs, or a reason to fill in. */
  children?: ReactNode;
  /** Given where somebody else decides when it closes: once the action was accepted. */
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

/** Asks before something that cannot be undone easily. Focus starts on "Cancel". */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { trigger, title, description, confirmLabel, dismissLabel, isDangerous = false, action, children, open, onOpenChange } = props;
  const t = useTranslations("ui");

  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className={scrim} />
        <Primitive.Content className="fixed inset-x-4 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 rounded-lg border border-border bg-surface p-6 shadow-overlay data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in">
          <form action={action} className="grid gap-5">
            <div className="grid gap-2">
              <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
              <Primitive.Description className="text-pretty text-sm text-text-muted">{description}</Primitive.Description>
            </div>
            {children}
            <DialogActions>
              <Primitive.Cancel asChild>
                <Button variant="secondary">{dismissLabel ?? t("cancel")}</Button>
              </Primitive.Cancel>
              <SubmitButton variant={isDangerous ? "danger" : "primary"}>{confirmLabel}</SubmitButton>
            </DialogActions>
          </form>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
