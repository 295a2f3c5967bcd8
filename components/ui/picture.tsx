import type { CSSProperties } from "react";
import { type PictureView, picturePath, pictureSources, renditionWidths } from "@/lib/core/picture";
import { cn } from "./cn";

export type PictureProps = {
  picture: PictureView;
  /** What it shows, for those who do not see it; empty for decoration. */
  alt: string;
  /** How wide it is shown, as in the `sizes` attribute: `(min-width: 768px) 33vw, 100vw`. */
  sizes: string;
  /** Width to height, `"4 / 5"`; the picture's own when absent. The box has it before the picture loads, so nothing moves. */
  ratio?: string;
  /** `cover` fills the box and crops; `contain` shows all of it. */
  fit?: "cover" | "contain";
  /** For the first picture of a page: loaded at once, before the others. */
  isEager?: boolean;
  className?: string;
};

/** A picture of the media store: the rendition that fits the screen, over its blurred placeholder, in a box that does not move. */
export function Picture({ picture, alt, sizes, ratio, fit = "cover", isEager = false, className }: PictureProps) {
  const widths = renditionWidths(picture.width);
  const middle = widths[Math.floor((widths.length - 1) / 2)] ?? picture.width;
  const style: CSSProperties = {
    aspectRatio: ratio ?? `${picture.width} / ${picture.height}`,
    backgroundImage: fit === "cover" && picture.blur ? `url("${picture.blur}")` : undefined,
  };
  return (
    // biome-ignore lint/performance/noImgElement: renditions are made when a picture is taken in; a second optimiser would only cost
    <img
      src={picturePath(picture.storeId, picture.mediaId, middle)}
      srcSet={pictureSources(picture)}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={alt}
      loading={isEager ? "eager" : "lazy"}
      fetchPriority={isEager ? "high" : undefined}
      decoding={isEager ? "sync" : "async"}
      style={style}
      className={cn("block h-auto w-full bg-center bg-cover", fit === "cover" ? "object-cover" : "object-contain", className)}
    />
  );
}
