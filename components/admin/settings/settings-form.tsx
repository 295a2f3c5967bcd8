"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Switch } from "@/components/ui/choice";
import { FormSection } from "@/components/ui/form-section";
import type { Contact } from "@/lib/stores/types";
import { ChoiceField, LineField, type SettingsAction, SettingsForm } from "./form-parts";

export type StoreSettingsFormProps = {
  action: SettingsAction;
  store: { name: string; locale: string; timeZone: string; isPublished: boolean; previewPassword: string; contact: Contact };
  timeZones: readonly string[];
};

const languages = [
  { value: "pt-BR", label: "Português (Brasil)" },
  { value: "en", label: "English" },
];

/** Name, language, opening, and who sells. */
export function StoreSettingsForm({ action, store, timeZones }: StoreSettingsFormProps): ReactNode {
  const t = useTranslations("admin-settings");
  return (
    <SettingsForm action={action}>
      <FormSection title={t("general.title")} description={t("general.help")}>
        <LineField name="name" label={t("general.name")} initial={store.name} required />
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField name="locale" label={t("general.locale")} initial={store.locale} options={languages} />
          <ChoiceField
            name="timeZone"
            label={t("general.timeZone")}
            initial={store.timeZone}
            options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          />
        </div>
      </FormSection>
      <FormSection title={t("opening.title")} description={t("opening.help")}>
        <Switch
          name="isPublished"
          value="on"
          defaultChecked={store.isPublished}
          label={t("opening.isPublished")}
          hint={t("opening.hint")}
        />
        <LineField
          name="previewPassword"
          label={t("opening.previewPassword")}
          hint={t("opening.previewHint")}
          initial={store.previewPassword}
          input={{ autoComplete: "off", spellCheck: false }}
        />
      </FormSection>
      <FormSection title={t("contact.title")} description={t("contact.help")}>
        <LineField name="legalName" label={t("contact.legalName")} initial={store.contact.legalName} />
        <LineField name="document" label={t("contact.document")} initial={store.contact.document} />
        <div className="grid gap-4 sm:grid-cols-2">
          <LineField name="email" label={t("contact.email")} initial={store.contact.email} input={{ type: "email" }} />
          <LineField name="phone" label={t("contact.phone")} initial={store.contact.phone} input={{ type: "tel" }} />
        </div>
        <LineField name="address" label={t("contact.address")} initial={store.contact.address} />
      </FormSection>
    </SettingsForm>
  );
}
