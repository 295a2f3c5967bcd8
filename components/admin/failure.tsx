"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

export type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** Shown where a screen could not be made: what to do now, and the reference under which the server logged the cause. */
export function Failure({ error, retry }: FailureProps): ReactNode {
  const t = useTranslations("admin-shell.failure");
  return (
    <div role="alert" className="mx-auto grid min-h-[50dvh] max-w-md content-center justify-items-center gap-3 px-6 py-16 text-center">
      <h1 className="font-semibold text-lg">{t("title")}</h1>
      <p className="text-pretty text-sm text-text-muted">{t("text")}</p>
      <Button className="mt-3" onClick={retry}>
        {t("retry")}
      </Button>
      {error.digest ? <p className="text-text-muted text-xs">{t("reference", { digest: error.digest })}</p> : null}
    </div>
  );
}
