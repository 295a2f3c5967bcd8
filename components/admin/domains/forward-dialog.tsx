"use client";

import { Mail } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";

export type ForwardWords = { action: string; title: string; help: string; copy: string; mail: string };

/** The records as plain text, to send to whoever runs the DNS. */
export function ForwardDialog({ words, subject, text }: { words: ForwardWords; subject: string; text: string }): ReactNode {
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return (
    <Dialog
      trigger={
        <Button variant="ghost">
          <Mail aria-hidden />
          {words.action}
        </Button>
      }
      title={words.title}
      description={words.help}
      className="sm:max-w-xl"
    >
      <pre className="max-h-[45dvh] overflow-auto whitespace-pre-wrap break-words rounded-md border border-border bg-muted p-4 font-mono text-xs leading-5">
        {text}
      </pre>
      <DialogActions>
        <Button variant="secondary" asChild>
          <a href={mail}>
            <Mail aria-hidden />
            {words.mail}
          </a>
        </Button>
        <CopyButton text={text} label={words.copy} variant="primary" />
      </DialogActions>
    </Dialog>
  );
}
