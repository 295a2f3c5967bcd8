import { Fragment, type ReactNode } from "react";
import type { Segment } from "@/lib/search/text";

/** A title with what was looked for marked in it. */
export function Highlighted({ segments }: { segments: readonly Segment[] }): ReactNode {
  let at = 0;
  return segments.map(({ text, isMatch }) => {
    const key = at;
    at += text.length;
    return isMatch ? (
      <mark key={key} className="bg-transparent font-semibold text-inherit underline decoration-accent decoration-2 underline-offset-3">
        {text}
      </mark>
    ) : (
      <Fragment key={key}>{text}</Fragment>
    );
  });
}
