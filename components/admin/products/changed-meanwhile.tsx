"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/submit-button";

/** Somebody saved in between: look at their version beside this one, or put this one over it. Stock counts as differences either way. */
export function ChangedMeanwhile(): ReactNode {
  const t = useTranslations("admin-products");

  return (
    <Callout tone="warning" title={t("changed.title")}>
      <p>{t("changed.text")}</p>
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
