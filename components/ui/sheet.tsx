"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { DialogCross } from "./dialog";
import { scrim } from "./overlay";

const sides = {
  left: "inset-y-0 left-0 w-80 max-w-[85vw] border-r data-[state=closed]:animate-sheet-out-left data-[state=open]:animate-sheet-in-left",
  right: "inset-y-0 right-0 w-full max-w-md border-l data-[state=closed]:animate-sheet-out-right data-[state=open]:animate-sheet-in-right",
  bottom:
    "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t data-[state=closed]:animate-sheet-out-bottom data-[state=open]:animate-sheet-in-bottom",
} as const;

export type SheetProps = {
  trigger?: ReactNode;
  title: ReactNode;
  isTitleHidden?: boolean;
  side: keyof typeof sides;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
  /** Stays in view below the scrolling part. */
  footer?: ReactNode;
};

/** A drawer along one edge: navigation, filters, the cart. */
export function Sheet({ trigger, title, isTitleHidden, side, open, onOpenChange, children, footer }: SheetProps): ReactNode {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className={scrim} />
        <Primitive.Content
          aria-describedby={undefined}
          className={cn("fixed z-50 flex flex-col border-border bg-surface shadow-overlay outline-none", sides[side])}
        >
          <div className={cn("flex min-h-16 items-center px-5 pr-16", isTitleHidden && "sr-only")}>
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
          </div>
          <div className="flex-1 overflow-y-auto overscroll-contain px-5 pb-5">{children}</div>
          {footer ? <div className="border-border border-t p-5">{footer}</div> : null}
          <DialogCross />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
