"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { SubmitButton } from "./submit-button";

export type SaveBarProps = {
  /** `FormState.at` of the form's last outcome: a new one means that nothing is unsaved any more, if it was saved. */
  savedAt?: number;
  /** For values kept outside form controls (a rich text, a picture order). */
  isDirty?: boolean;
  /** What "Discard" must undo besides the form's own reset. */
  onDiscard?: () => void;
};

/**
 * The last child of a form: stays at the foot of the window while something is unsaved, and warns before the page is left.
 * Before JavaScript runs it is a plain Save button.
 */
export function SaveBar({ savedAt = 0, isDirty = false, onDiscard }: SaveBarProps): ReactNode {
  const t = useTranslations("ui");
  const bar = useRef<HTMLDivElement>(null);
  const [isEdited, reset] = useEdited(bar, savedAt);
  const isUnsaved = isEdited || isDirty;
  useLeaveWarning(isUnsaved, t("saveBar.leave"));

  const discard = () => {
    bar.current?.closest("form")?.reset();
    onDiscard?.();
    reset();
  };

  return (
    <div
      ref={bar}
      className={cn(
        "z-20 flex flex-wrap items-center justify-end gap-x-3 gap-y-1 rounded-lg py-3 transition-[background-color,box-shadow]",
        isUnsaved && "sticky bottom-4 border border-border bg-surface px-5 shadow-overlay",
      )}
    >
      <p role="status" className={cn("mr-auto text-sm max-sm:basis-full", !isUnsaved && "sr-only")}>
        {isUnsaved ? t("saveBar.unsaved") : ""}
      </p>
      {isUnsaved ? (
        <Button variant="ghost" onClick={discard}>
          {t("saveBar.discard")}
        </Button>
      ) : null}
      <SubmitButton>{t("save")}</SubmitButton>
    </div>
  );
}

/** True from the first edit of the surrounding form until it is saved or reset. */
function useEdited(inside: RefObject<HTMLElement | null>, savedAt: number): [boolean, () => void] {
  const [editedSince, setEditedSince] = useState<number | null>(null);

  useEffect(() => {
    const form = inside.current?.closest("form");
    const edited = () => setEditedSince(savedAt);
    form?.addEventListener("input", edited);
    form?.addEventListener("change", edited);
    return () => {
      form?.removeEventListener("input", edited);
      form?.removeEventListener("change", edited);
    };
  }, [inside, savedAt]);

  return [editedSince === savedAt, () => setEditedSince(null)];
}

/** Asks before the tab is closed, and before a link of this site is followed. */
function useLeaveWarning(isUnsaved: boolean, question: string): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (isLeaving(event) && !window.confirm(question)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener("beforeunload", beforeUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isUnsaved, question]);
}

function isLeaving(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target === "_blank" || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  return link.href !== "" && new URL(link.href).pathname !== window.location.pathname;
}
