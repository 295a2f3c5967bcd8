"use client";

import { ZoomIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Picture } from "@/components/ui/picture";
import type { StorefrontPicture } from "@/lib/catalog/storefront-types";
import { ProductPicture } from "../product-picture";
import { usePictureChoice } from "./picture-choice";

const Lightbox = lazy(() => import("./lightbox").then((module) => ({ default: module.Lightbox })));

/** The pictures of a product: swiped or picked by thumbnails (links to the slides, so also without a script), and enlarged. */
export function Gallery({ title, pictures }: { title: string; pictures: readonly StorefrontPicture[] }): ReactNode {
  const t = useTranslations("storefront.gallery");
  const slides = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const { index: wanted } = usePictureChoice();

  useEffect(() => {
    const list = slides.current;
    if (list && wanted !== null) list.scrollTo({ left: wanted * list.clientWidth, behavior: "smooth" });
  }, [wanted]);

  if (pictures.length === 0) return <ProductPicture picture={null} title={title} alt="" sizes="50vw" className="rounded-md" />;

  const show = (index: number) =>
    slides.current?.children[index]?.scrollIntoView({ behavior: "smooth", block: "nearest", inline: "start" });
  const onScroll = () => {
    const list = slides.current;
    if (list) setShown(Math.round(list.scrollLeft / list.clientWidth));
  };

  return (
    <section aria-label={t("label")} className="grid gap-3 lg:has-[li+li]:grid-cols-[5rem_minmax(0,1fr)] lg:gap-4">
      {pictures.length > 1 ? <Thumbnails pictures={pictures} shown={shown} onPick={show} name={(number) => t("show", { number })} /> : null}
      <div className="relative min-w-0 self-start max-lg:order-first max-lg:-mx-4 lg:order-last">
        <ul
          ref={slides}
          onScroll={onScroll}
          className="flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none] lg:rounded-md"
        >
          {pictures.map((picture, index) => (
            <li key={picture.mediaId} id={`picture-${index + 1}`} className="w-full shrink-0 snap-start">
              <button
                type="button"
                onClick={() => setEnlarged(index)}
                className="block w-full cursor-zoom-in"
                aria-label={t("enlarge", { number: index + 1 })}
              >
                <ProductPicture
                  picture={picture}
                  title={title}
                  alt={picture.alt}
                  sizes="(min-width: 1024px) 45rem, 100vw"
                  isEager={index === 0}
                />
              </button>
            </li>
          ))}
        </ul>
        <span
          aria-hidden
          className="pointer-events-none absolute right-4 bottom-4 grid size-10 place-items-center rounded-full bg-surface/90 max-lg:hidden"
        >
          <ZoomIn className="size-5" strokeWidth={1.5} />
        </span>
        {pictures.length > 1 ? (
          <p aria-hidden className="absolute right-6 bottom-3 rounded-full bg-surface/90 px-3 py-1 text-xs tabular-nums lg:hidden">
            {shown + 1} / {pictures.length}
          </p>
        ) : null}
      </div>
      {enlarged === null ? null : (
        <Suspense fallback={null}>
          <Lightbox title={title} pictures={pictures} start={enlarged} onClose={() => setEnlarged(null)} />
        </Suspense>
      )}
    </section>
  );
}

type ThumbnailsProps = {
  pictures: readonly StorefrontPicture[];
  shown: number;
  onPick: (index: number) => void;
  name: (number: number) => string;
};

function Thumbnails({ pictures, shown, onPick, name }: ThumbnailsProps): ReactNode {
  return (
    <ul className="flex gap-2.5 overflow-x-auto max-lg:pb-1 lg:max-h-[44rem] lg:flex-col lg:overflow-y-auto">
      {pictures.map((picture, index) => (
        <li key={picture.mediaId} className="w-16 shrink-0 lg:w-full">
          <a
            href={`#picture-${index + 1}`}
            aria-label={name(index + 1)}
            aria-current={index === shown}
            onClick={(event) => {
              event.preventDefault();
              onPick(index);
            }}
            className={cn(
              "block overflow-hidden rounded-sm border-2",
              index === shown ? "border-text" : "border-transparent hover:border-border-strong",
            )}
          >
            <Picture picture={picture} alt="" sizes="80px" ratio="var(--image-ratio)" />
          </a>
        </li>
      ))}
    </ul>
  );
}
