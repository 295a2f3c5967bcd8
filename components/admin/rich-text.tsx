"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { Textarea } from "@/components/ui/textarea";

export type RichTextProps = {
  /** Sanitised HTML. */
  initial: string;
  /** Called on a change, which no control of the form tells of. */
  onEdited?: () => void;
};

const RichTextEditor = dynamic(() => import("./rich-text-editor"), {
  ssr: false,
  loading: () => <div aria-hidden className="min-h-56 rounded-md border border-border-strong bg-surface" />,
});

/** Text with headings, lists and links. Inside a Field; sends HTML. Until JavaScript runs it is a plain text area. */
export function RichText({ initial, onEdited }: RichTextProps): ReactNode {
  const { name } = useFieldControl();
  const plain = useRef<HTMLTextAreaElement>(null);
  const [html, setHtml] = useState<string | null>(null);

  useEffect(() => setHtml(plain.current?.value ?? initial), [initial]);

  if (html === null) return <Textarea ref={plain} rows={8} defaultValue={initial} className="min-h-56" />;

  const edit = (next: string) => {
    setHtml(next);
    onEdited?.();
  };
  return (
    <>
      <RichTextEditor html={html} onChange={edit} />
      <input type="hidden" name={name} value={html} />
    </>
  );
}
