/** A picture as a page shows it: its files are at `picturePath`, in the widths of `renditionWidths`. */
export type PictureView = {
  storeId: string;
  mediaId: string;
  /** Of the original, in pixels, as it is seen (turned upright). */
  width: number;
  height: number;
  /** A tiny WebP as a data URL, shown until the picture has loaded; empty for a picture with see-through parts. */
  blur: string;
};

const targets = [320, 640, 960, 1440] as const;
const widest = targets[3];

/** The widths in which a picture is kept: the targets below its own width, and its own, at most 1440. Never enlarged. */
export function renditionWidths(width: number): number[] {
  return [...targets.filter((target) => target < width), Math.min(width, widest)].filter(
    (value, index, all) => all.indexOf(value) === index,
  );
}

/** The address of one rendition, the same on every host. It never changes its content. */
export function picturePath(storeId: string, mediaId: string, width: number): string {
  return `/media/${storeId}/${mediaId}/${width}.webp`;
}

/** The address of the largest rendition: for meta tags, feeds and mails. */
export function largestPicturePath(picture: PictureView): string {
  return picturePath(picture.storeId, picture.mediaId, Math.min(picture.width, widest));
}

/** The `srcset` of a picture. */
export function pictureSources(picture: PictureView): string {
  return renditionWidths(picture.width)
    .map((width) => `${picturePath(picture.storeId, picture.mediaId, width)} ${width}w`)
    .join(", ");
}
