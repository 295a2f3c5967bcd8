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
        <File />
      </ActionField>
      <SubmitButton className="w-fit">{t("upload.check")}</SubmitButton>
    </ActionForm>
  );
}

/** React empties the form after its action: what was chosen is shown no longer, too. */
function File(): ReactNode {
  const t = useTranslations("admin-import");
  const { at } = useFormOutcome();
  return <FileDrop key={at} accept=".csv,text/csv,text/plain" help={t("upload.help")} required />;
}

/** What exactly is missing, or where the file breaks off. */
function Detail(): ReactNode {
  const t = useTranslations("admin-import");
  const { status, errors, values } = useFormOutcome();
  const code = errors.file;
  if (status !== "rejected" || !values.detail || (code !== "missing_columns" && code !== "broken_csv")) return null;
  return <p className="text-sm">{t(`upload.detail.${code}`, { detail: values.detail })}</p>;
}
