"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useFormOutcome } from "./action-form";
import { Button } from "./button";
import { cn } from "./cn";
import { SubmitButton } from "./submit-button";

export type SaveBarProps = {
  /** `FormState.at` while the form is saved, 0 otherwise; taken from the surrounding ActionForm when left out. */
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
export function SaveBar({ savedAt, isDirty = false, onDiscard }: SaveBarProps): ReactNode {
  const t = useTranslations("ui");
  const bar = useRef<HTMLDivElement>(null);
  const [isEdited, setIsEdited] = useEdited(bar, savedAt);
  const isUnsaved = isEdited || isDirty;
  useLeaveWarning(isUnsaved, t("saveBar.leave"));

  const discard = () => {
    bar.current?.closest("form")?.reset();
    onDiscard?.();
    setIsEdited(false);
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

/** True from the first edit of the surrounding form until it is saved or put back; a refused form is still unsaved. */
function useEdited(inside: RefObject<HTMLElement | null>, given: number | undefined): [boolean, (isEdited: boolean) => void] {
  const outcome = useFormOutcome();
  const savedAt = given ?? (outcome.status === "saved" ? outcome.at : 0);
  const [isEdited, setIsEdited] = useState(outcome.status === "rejected");

  useEffect(() => {
    if (savedAt) setIsEdited(false);
  }, [savedAt]);

  useEffect(() => {
    const form = inside.current?.closest("form");
    const edited = () => setIsEdited(true);
    form?.addEventListener("input", edited);
    return () => form?.removeEventListener("input", edited);
  }, [inside]);

  return [isEdited, setIsEdited];
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
