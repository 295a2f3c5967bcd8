"use client";

import { Globe } from "lucide-react";
import type { ReactNode } from "react";
import { ActionField, ActionForm, type ActionFormProps, useFormOutcome, useTyped } from "@/components/ui/action-form";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { ToastOnce } from "@/components/ui/toast";

export type AddDomainWords = { label: string; help: string; placeholder: string; action: string; added: string };

/** One field that takes a domain in any sane spelling. */
export function AddDomainForm({ action, words }: { action: ActionFormProps["action"]; words: AddDomainWords }): ReactNode {
  return (
    <ActionForm action={action} className="grid gap-4">
      <Added message={words.added} />
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_auto]">
        <DomainField words={words} />
        <SubmitButton className="sm:mt-[26px]">
          <Globe aria-hidden />
          {words.action}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

function DomainField({ words }: { words: AddDomainWords }): ReactNode {
  const typed = useTyped("domain");
  return (
    <ActionField name="domain" label={words.label} hint={words.help} required>
      <Input
        key={typed}
        defaultValue={typed}
        placeholder={words.placeholder}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        inputMode="url"
        maxLength={300}
      />
    </ActionField>
  );
}

function Added({ message }: { message: string }): ReactNode {
  const { status, at } = useFormOutcome();
  return <ToastOnce id={`domain-${at}`} message={status === "saved" ? message : undefined} />;
}
