"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionField } from "@/components/ui/action-form";
import { FormSection } from "@/components/ui/form-section";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { slugOf } from "@/lib/catalog/rules";

export type SearchEngineFieldsProps = {
  draft: { title: string; slug: string; seoTitle: string; seoDescription: string; descriptionHtml: string };
  /** `https://store.example/products/`. */
  addressStart: string;
};

const shownTitle = 60;
const shownDescription = 155;

/** Title, description and address as a search engine would show them, with a preview. */
export function SearchEngineFields({ draft, addressStart }: SearchEngineFieldsProps): ReactNode {
  const t = useTranslations("admin-products");
  const [title, setTitle] = useState(draft.seoTitle);
  const [description, setDescription] = useState(draft.seoDescription);
  const [slug, setSlug] = useState(draft.slug);
  const words = withoutTags(draft.descriptionHtml);

  return (
    <FormSection title={t("sections.search.title")} description={t("sections.search.help")}>
      <div aria-hidden className="grid min-w-0 gap-0.5 rounded-md border border-border bg-background p-4">
        <p className="truncate text-sm text-text-muted">{addressStart + (slugOf(slug) || slugOf(draft.title) || "…")}</p>
        <p className="truncate text-accent-text text-lg">{cut(title || draft.title || t("preview.title"), shownTitle)}</p>
        <p className="line-clamp-2 text-sm text-text-muted">{cut(description || words || t("preview.description"), shownDescription)}</p>
      </div>
      <ActionField
        name="seoTitle"
        label={t("fields.seoTitle")}
        hint={t("hints.counted", { count: title.length, max: shownTitle })}
        isOptional
      >
        <Input value={title} maxLength={120} placeholder={draft.title} onChange={({ target }) => setTitle(target.value)} />
      </ActionField>
      <ActionField
        name="seoDescription"
        label={t("fields.seoDescription")}
        hint={t("hints.counted", { count: description.length, max: shownDescription })}
        isOptional
      >
        <Textarea rows={3} value={description} maxLength={400} onChange={({ target }) => setDescription(target.value)} />
      </ActionField>
      <ActionField name="slug" label={t("fields.slug")} hint={draft.slug ? t("hints.slug") : t("hints.newSlug")} isOptional>
        <Input
          value={slug}
          maxLength={200}
          prefix={new URL(addressStart).pathname}
          placeholder={slugOf(draft.title)}
          onChange={({ target }) => setSlug(target.value)}
        />
      </ActionField>
    </FormSection>
  );
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}

/** For the preview alone; what is shown anywhere else is cut on the server. */
function withoutTags(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&\w+;/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
