"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionField, ActionForm, type ActionFormProps, useFormOutcome, useTyped } from "@/components/ui/action-form";
import type { FieldProps } from "@/components/ui/field";
import { Input, type InputProps } from "@/components/ui/input";
import { SaveBar } from "@/components/ui/save-bar";
import { Select, type SelectOption } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { ToastOnce } from "@/components/ui/toast";

export type SettingsAction = ActionFormProps["action"];

/** A settings form: errors counted on top, a save bar when something is unsaved, a quiet word once it is saved. */
export function SettingsForm({ action, children }: { action: SettingsAction; children: ReactNode }): ReactNode {
  return (
    <ActionForm action={action} className="grid">
      <SavedToast />
      {children}
      <SaveBar />
    </ActionForm>
  );
}

function SavedToast(): ReactNode {
  const t = useTranslations("admin-settings");
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`saved-${at}`} message={status === "saved" ? t("saved") : undefined} />;
}

type PlainFieldProps = Omit<FieldProps, "error" | "children"> & { initial: string };

/** A field of one line. React resets a form after its action: the key brings back what was typed or saved. */
export function LineField({ initial, input, ...field }: PlainFieldProps & { input?: InputProps }): ReactNode {
  const value = useTyped(field.name, initial);
  return (
    <ActionField {...field}>
      <Input key={value} {...input} defaultValue={value} />
    </ActionField>
  );
}

/** A field of several lines. */
export function TextField({ initial, rows = 3, ...field }: PlainFieldProps & { rows?: number }): ReactNode {
  const value = useTyped(field.name, initial);
  return (
    <ActionField {...field}>
      <Textarea key={value} rows={rows} defaultValue={value} />
    </ActionField>
  );
}

/** One of several answers. */
export function ChoiceField({ initial, options, ...field }: PlainFieldProps & { options: readonly SelectOption[] }): ReactNode {
  const value = useTyped(field.name, initial);
  return (
    <ActionField {...field}>
      <Select key={value} options={options} defaultValue={value} />
    </ActionField>
  );
}
