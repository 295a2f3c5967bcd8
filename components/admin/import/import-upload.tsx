"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, ActionForm, type ActionFormProps, useFormOutcome } from "@/components/ui/action-form";
import { FileDrop } from "@/components/ui/file-drop";
import { SubmitButton } from "@/components/ui/submit-button";

/** Takes the file for the dry run. */
export function ImportUpload({ action }: { action: ActionFormProps["action"] }): ReactNode {
  const t = useTranslations("admin-import");

  return (
    <ActionForm action={action}>
      <Detail />
      <ActionField name="file" label={t("upload.file")} isLabelHidden>
        <FileDrop accept=".csv,text/csv,text/plain" help={t("upload.help")} required />
      </ActionField>
      <SubmitButton className="w-fit">{t("upload.check")}</SubmitButton>
    </ActionForm>
  );
}

/** What exactly is missing, or where the file breaks off. */
function Detail(): ReactNode {
  const t = useTranslations("admin-import");
  const { status, errors, values } = useFormOutcome();
  const code = errors.file;
  if (status !== "rejected" || !values.detail || (code !== "missing_columns" && code !== "broken_csv")) return null;
  return <p className="text-sm">{t(`upload.detail.${code}`, { detail: values.detail })}</p>;
}
