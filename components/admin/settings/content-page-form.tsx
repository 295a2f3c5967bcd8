"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Switch } from "@/components/ui/choice";
import { FormSection } from "@/components/ui/form-section";
import { LineField, type SettingsAction, SettingsForm, TextField } from "./form-parts";

export type ContentPageFormProps = { action: SettingsAction; page: { id: string; title: string; bodyHtml: string; isPublished: boolean } };

/** A content page: its title and text, and whether shoppers see it. */
export function ContentPageForm({ action, page }: ContentPageFormProps): ReactNode {
  const t = useTranslations("admin-settings");
  return (
    <SettingsForm action={action}>
      <input type="hidden" name="id" value={page.id} />
      <FormSection title={t("pages.content")} description={t("pages.help")}>
        <LineField name="title" label={t("pages.name")} initial={page.title} required />
        <TextField name="body" label={t("pages.body")} initial={page.bodyHtml} rows={16} />
        <Switch name="isPublished" value="on" defaultChecked={page.isPublished} label={t("pages.isPublished")} />
      </FormSection>
    </SettingsForm>
  );
}
