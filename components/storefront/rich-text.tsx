import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** What a merchant wrote, sanitised when it was saved. */
export function RichText({ html, className }: { html: string; className?: string }): ReactNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised on write (lib/catalog/rich-text.ts).
  return <div className={cn("store-prose", className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
