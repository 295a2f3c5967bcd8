"use client";

import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ArrowLeft, ArrowRight, ImageOff, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { picturePath, renditionWidths } from "@/lib/core/picture";
import type { DraftImage } from "./draft";

export type ImageCardProps = {
  image: DraftImage;
  index: number;
  count: number;
  storeId: string;
  onMove: (from: number, to: number) => void;
  onAlt: (alt: string) => void;
  onRemove: () => void;
};

/** One picture: what it shows, its place, its description. */
export function ImageCard({ image, index, count, storeId, onMove, onAlt, onRemove }: ImageCardProps): ReactNode {
  const t = useTranslations("admin-products");
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: image.key });
  const number = index + 1;

  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      className={cn("grid content-start gap-2", isDragging && "z-10 opacity-80")}
    >
      {(["id", "mediaId", "width", "height"] as const).map((field) => (
        <input key={field} type="hidden" name={`images.${index}.${field}`} value={image[field]} />
      ))}
      <div className="relative overflow-hidden rounded-md border border-border bg-muted">
        <button
          type="button"
          aria-label={t("images.drag", { number })}
          className="block w-full cursor-grab touch-manipulation active:cursor-grabbing"
          {...attributes}
          {...listeners}
        >
          <Shown image={image} storeId={storeId} />
        </button>
        {index === 0 ? (
          <Badge tone="accent" className="pointer-events-none absolute top-2 left-2">
            {t("images.main")}
          </Badge>
        ) : null}
      </div>
      <Input
        name={`images.${index}.alt`}
        value={image.alt}
        maxLength={300}
        placeholder={t("images.alt")}
        aria-label={t("images.altOf", { number })}
        onChange={({ target }) => onAlt(target.value)}
      />
      <div className="-mt-1 flex">
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("images.earlier", { number })}
          disabled={index === 0}
          onClick={() => onMove(index, index - 1)}
        >
          <ArrowLeft aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("images.later", { number })}
          disabled={index === count - 1}
          onClick={() => onMove(index, index + 1)}
        >
          <ArrowRight aria-hidden />
        </Button>
        <Button variant="ghost" size="icon" className="ml-auto" aria-label={t("images.remove", { number })} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
    </li>
  );
}

function Shown({ image, storeId }: { image: DraftImage; storeId: string }): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  if (image.mediaId) {
    const widths = renditionWidths(image.width);
    return (
      // biome-ignore lint/performance/noImgElement: a rendition of ours, at the size it is shown.
      <img
        src={picturePath(storeId, image.mediaId, widths[Math.min(1, widths.length - 1)] ?? image.width)}
        alt=""
        draggable={false}
        className="aspect-square w-full object-contain"
      />
    );
  }
  return (
    <span className="grid aspect-square place-content-center justify-items-center gap-2 p-4 text-center text-text-muted text-xs">
      <ImageOff aria-hidden className="size-6" />
      {image.failure ? e(image.failure) : t("images.waiting")}
      <span className="line-clamp-2 break-all">{image.sourceUrl}</span>
    </span>
  );
}
