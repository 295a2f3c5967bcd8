"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogCross } from "@/components/ui/dialog";
import { Picture } from "@/components/ui/picture";
import type { StorefrontPicture } from "@/lib/catalog/storefront-types";

export type LightboxProps = { title: string; pictures: readonly StorefrontPicture[]; start: number; onClose: () => void };

/** A picture over the whole screen, in its own proportions; arrows go on, pinching enlarges it further. */
export function Lightbox({ title, pictures, start, onClose }: LightboxProps): ReactNode {
  const t = useTranslations("storefront.gallery");
  const [at, setAt] = useState(start);
  const picture = pictures[at];
  if (!picture) return null;

  const go = (by: number) => setAt((at + by + pictures.length) % pictures.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  };

  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-50 grid touch-pinch-zoom place-items-center overflow-auto bg-surface p-4 outline-none lg:p-10"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          <Picture picture={picture} alt={picture.alt} sizes="100vw" fit="contain" isEager className="max-h-[88dvh] w-auto max-w-full" />
          {pictures.length > 1 ? (
            <div className="fixed inset-x-0 bottom-4 flex items-center justify-center gap-4">
              <Button variant="secondary" size="icon" aria-label={t("previous")} onClick={() => go(-1)}>
                <ChevronLeft aria-hidden />
              </Button>
              <output className="min-w-16 rounded-full bg-surface/90 py-1 text-center text-sm tabular-nums">
                {at + 1} / {pictures.length}
              </output>
              <Button variant="secondary" size="icon" aria-label={t("next")} onClick={() => go(1)}>
                <ChevronRight aria-hidden />
              </Button>
            </div>
          ) : null}
          <DialogCross />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
