"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, useTyped } from "@/components/ui/action-form";
import { FormSection } from "@/components/ui/form-section";
import { Input } from "@/components/ui/input";

/** Where the collection is found. */
export function SearchAddressField({ slug, addressStart }: { slug: string; addressStart: string }): ReactNode {
  const t = useTranslations("admin-collections");

  return (
    <FormSection title={t("sections.address.title")} description={t("sections.address.help")}>
      <ActionField name="slug" label={t("fields.slug")} hint={slug ? t("hints.slug") : t("hints.newSlug")} isOptional>
        <Input defaultValue={useTyped("slug", slug)} maxLength={200} prefix={new URL(addressStart).pathname} autoComplete="off" />
      </ActionField>
    </FormSection>
  );
}
