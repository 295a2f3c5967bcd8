"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";

const icons = {
  success: <CircleCheck className="size-4 text-success" />,
  error: <CircleAlert className="size-4 text-danger" />,
  warning: <TriangleAlert className="size-4 text-warning" />,
  info: <Info className="size-4 text-accent-text" />,
};

/** Where toasts appear; once per layout. Raise one with `toast` of "sonner". */
export function Toaster(): ReactNode {
  const t = useTranslations("ui");

  return (
    <Sonner
      position="bottom-center"
      icons={icons}
      containerAriaLabel={t("notifications")}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-md border border-border bg-surface px-4 py-3 text-sm text-text shadow-overlay sm:w-(--width)",
          title: "font-medium",
          description: "text-text-muted",
          actionButton: "ml-auto rounded-sm px-2 py-1 font-medium text-accent-text hover:bg-muted",
        },
      }}
    />
  );
}

/** Raises one quiet toast when `message` first appears: for a form state that says "Saved". */
export function ToastOnce({ id, message }: { id: string; message: string | undefined }): ReactNode {
  useEffect(() => {
    if (message) toast.success(message, { id });
  }, [id, message]);

  return null;
}
