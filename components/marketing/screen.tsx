import Image from "next/image";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A picture of the running product, taken by a script. Sizes are those of the file. */
export type Screen = { src: string; width: number; height: number; alt: string };

export type ScreenPictureProps = {
  screen: Screen;
  /** How wide it is shown, for the browser's choice of file. */
  sizes: string;
  /** On the first screen: loaded before anything asks for it. */
  isFirst?: boolean;
  className?: string;
};

export function ScreenPicture({ screen, sizes, isFirst = false, className }: ScreenPictureProps): ReactNode {
  return (
    <Image
      src={screen.src}
      width={screen.width}
      height={screen.height}
      alt={screen.alt}
      sizes={sizes}
      preload={isFirst}
      loading={isFirst ? "eager" : "lazy"}
      className={cn("h-auto w-full", className)}
    />
  );
}

/** A phone's outline around a picture taken at phone width. */
export function PhoneFrame({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return (
    <div className={cn("overflow-hidden rounded-[2.25rem] border-8 border-inverse bg-inverse shadow-overlay", className)}>
      <div className="overflow-hidden rounded-[1.75rem]">{children}</div>
    </div>
  );
}

/** A quiet edge around a picture taken at desk width. */
export function PageFrame({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return <div className={cn("overflow-hidden rounded-lg border border-border bg-surface shadow-overlay", className)}>{children}</div>;
}
