"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/submit-button";

export type ChangedMeanwhileProps = {
  /** Whether the form also changes stock, which counts as differences either way. */
  hasStock?: boolean;
};

/** Somebody saved in between: look at their version beside this one, or put this one over it. */
export function ChangedMeanwhile({ hasStock = false }: ChangedMeanwhileProps): ReactNode {
  const t = useTranslations("admin-products");

  return (
    <Callout tone="warning">
      <p>
        {t("changed.text")} {hasStock ? t("changed.stock") : null}
      </p>
      <p className="mt-3 flex flex-wrap items-center gap-3">
        <a href={usePathname()} target="_blank" rel="noreferrer" className="font-medium underline underline-offset-4">
          {t("changed.look")}
        </a>
        <SubmitButton variant="secondary" name="overwrite" value="on">
          {t("changed.overwrite")}
        </SubmitButton>
      </p>
    </Callout>
  );
}
