import { ImageOff } from "lucide-react";
import type { ReactNode } from "react";
import { Picture } from "@/components/ui/picture";
import type { PictureView } from "@/lib/core/picture";

/** A small square picture, or its place. */
export function Thumbnail({ picture }: { picture: PictureView | null }): ReactNode {
  return (
    <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-sm border border-border bg-muted text-text-muted">
      {picture ? <Picture picture={picture} alt="" sizes="40px" ratio="1 / 1" /> : <ImageOff aria-hidden className="size-4" />}
    </span>
  );
}
