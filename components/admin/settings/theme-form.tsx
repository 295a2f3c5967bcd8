"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, useTyped } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice";
import { FileDrop } from "@/components/ui/file-drop";
import { FormSection } from "@/components/ui/form-section";
import { Picture } from "@/components/ui/picture";
import { presets, type Theme, type ThemePicture } from "@/lib/stores/types";
import { LineField, type SettingsAction, SettingsForm, TextField } from "./form-parts";

export type ThemeFormProps = { action: SettingsAction; theme: Theme; storeId: string };

/** How the storefront looks: preset, accent, logo, favicon, announcement, banner. */
export function ThemeForm({ action, theme, storeId }: ThemeFormProps): ReactNode {
  const t = useTranslations("admin-settings");
  const { banner } = theme;
  return (
    <SettingsForm action={action}>
      <FormSection title={t("theme.look.title")} description={t("theme.look.help")}>
        <PresetChoice initial={theme.preset} />
        <AccentField initial={theme.accent} />
      </FormSection>
      <FormSection title={t("theme.brand.title")} description={t("theme.brand.help")}>
        <PictureField slot="logo" storeId={storeId} picture={theme.logo} removeName="removeLogo" />
        <PictureField slot="favicon" storeId={storeId} picture={theme.favicon} removeName="removeFavicon" />
      </FormSection>
      <FormSection title={t("theme.words.title")} description={t("theme.words.help")}>
        <LineField name="announcement" label={t("theme.announcement")} initial={theme.announcement} isOptional />
      </FormSection>
      <FormSection title={t("theme.banner.title")} description={t("theme.banner.help")}>
        <PictureField slot="banner" storeId={storeId} picture={banner?.picture ?? null} removeName="removeBanner" />
        <LineField name="bannerTitle" label={t("theme.bannerTitle")} initial={banner?.title ?? ""} isOptional />
        <TextField name="bannerText" label={t("theme.bannerText")} initial={banner?.text ?? ""} rows={2} isOptional />
        <div className="grid gap-4 sm:grid-cols-2">
          <LineField name="bannerLabel" label={t("theme.bannerLabel")} initial={banner?.buttonLabel ?? ""} isOptional />
          <LineField name="bannerHref" label={t("theme.bannerHref")} initial={banner?.buttonHref ?? ""} isOptional />
        </div>
      </FormSection>
    </SettingsForm>
  );
}

function PresetChoice({ initial }: { initial: string }): ReactNode {
  const t = useTranslations("admin-settings");
  const chosen = useTyped("preset", initial);
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="mb-1.5 font-medium text-sm">{t("theme.preset")}</legend>
      {presets.map((preset) => (
        <label
          key={preset}
          className="grid cursor-pointer gap-2 rounded-md border border-border-strong p-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <PresetSample preset={preset} />
          <span className="flex items-center gap-2 font-medium text-sm">
            <input type="radio" name="preset" value={preset} defaultChecked={preset === chosen} className="size-4 accent-(--accent)" />
            {t(`theme.presets.${preset}.name`)}
          </span>
          <span className="text-text-muted text-xs">{t(`theme.presets.${preset}.help`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The preset's own type and paper, in small. */
function PresetSample({ preset }: { preset: string }): ReactNode {
  return (
    <span
      aria-hidden
      data-preset={preset}
      className="grid h-20 content-center gap-1.5 overflow-hidden rounded-sm border border-border bg-background px-3 text-text"
    >
      <span className="font-display text-xl leading-none">Aa</span>
      <span className="flex gap-1">
        <span className="h-5 w-8 rounded-sm bg-accent" />
        <span className="h-5 flex-1 rounded-sm bg-muted" />
      </span>
    </span>
  );
}

function AccentField({ initial }: { initial: string }): ReactNode {
  const t = useTranslations("admin-settings");
  return (
    <LineField
      name="accent"
      label={t("theme.accent")}
      hint={t("theme.accentHelp")}
      initial={initial}
      input={{ type: "color", className: "h-11 w-24 p-1" }}
    />
  );
}

type PictureFieldProps = { slot: "logo" | "favicon" | "banner"; storeId: string; picture: ThemePicture | null; removeName: string };

function PictureField({ slot, storeId, picture, removeName }: PictureFieldProps): ReactNode {
  const t = useTranslations("admin-settings");
  return (
    <div className="grid gap-3">
      {picture ? (
        <div className="flex flex-wrap items-center gap-4">
          <span className="grid h-16 place-items-center rounded-md border border-border bg-surface p-2">
            <Picture
              picture={{ ...picture, storeId }}
              alt={t(`theme.pictures.${slot}`)}
              sizes="160px"
              fit="contain"
              className="h-12 w-auto"
            />
          </span>
          <Checkbox name={removeName} value="on" label={t("theme.remove")} />
        </div>
      ) : null}
      <ActionField name={slot} label={t(`theme.pictures.${slot}`)}>
        <FileDrop name={slot} accept="image/png,image/jpeg,image/webp,image/avif" help={t("theme.fileHelp")} />
      </ActionField>
    </div>
  );
}
