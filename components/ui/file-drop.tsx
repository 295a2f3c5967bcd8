"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type DragEvent, type ReactNode, useRef, useState } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

export type FileDropProps = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  /** What may be dropped and how large: "JPEG, PNG or WebP, up to 10 MB". */
  help: string;
  /** Called with what was picked or dropped; leave out to send the files with the form. */
  onFiles?: (files: readonly File[]) => void;
};

/** A native file input drawn as a target to drop files on. Without JavaScript it is the input alone. */
export function FileDrop({ help, onFiles, className, disabled, ...rest }: FileDropProps): ReactNode {
  const t = useTranslations("ui");
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [names, setNames] = useState<readonly string[]>([]);

  const take = (files: readonly File[]) => {
    setNames(files.map((file) => file.name));
    onFiles?.(files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (disabled || !input.current) return;
    input.current.files = event.dataTransfer.files;
    take([...event.dataTransfer.files]);
  };

  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cn(
        "grid cursor-pointer justify-items-center gap-1 rounded-md border border-border-strong border-dashed bg-background px-6 py-8 text-center text-sm transition-colors",
        "focus-within:outline-2 focus-within:outline-focus hover:bg-muted has-aria-invalid:border-danger",
        isOver && "border-accent bg-accent-soft",
        disabled && "cursor-not-allowed opacity-50",
        className,
      )}
    >
      <Upload aria-hidden className="mb-1 size-5 text-text-muted" />
      <span className="font-medium">{names.length > 0 ? names.join(", ") : t("files.choose", { count: rest.multiple ? 2 : 1 })}</span>
      <span className="text-text-muted">{help}</span>
      <input
        {...useFieldControl()}
        {...rest}
        ref={input}
        type="file"
        disabled={disabled}
        className="sr-only"
        onChange={(event) => take([...(event.target.files ?? [])])}
      />
    </label>
  );
}
