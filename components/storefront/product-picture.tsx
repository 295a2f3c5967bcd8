import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Picture } from "@/components/ui/picture";
import type { PictureView } from "@/lib/core/picture";

export type ProductPictureProps = {
  picture: PictureView | null;
  /** Of the product: its initial stands in for a picture that is not there. */
  title: string;
  alt: string;
  sizes: string;
  isEager?: boolean;
  isFaded?: boolean;
  className?: string;
};

/** A product's picture in the ratio of the preset, or its initial on the store's own ground. */
export function ProductPicture({ picture, title, alt, sizes, isEager, isFaded, className }: ProductPictureProps): ReactNode {
  const frame = cn("aspect-product w-full bg-muted", isFaded && "opacity-60 grayscale", className);
  if (picture) return <Picture picture={picture} alt={alt} sizes={sizes} ratio="var(--image-ratio)" isEager={isEager} className={frame} />;

  return (
    <div
      {...(alt ? { role: "img", "aria-label": alt } : { "aria-hidden": true })}
      className={cn(frame, "store-blank grid place-items-center")}
    >
      <span aria-hidden className="store-heading select-none text-[clamp(1.5rem,28cqw,7rem)] text-accent-text/35">
        {[...title][0]?.toUpperCase()}
      </span>
    </div>
  );
}
