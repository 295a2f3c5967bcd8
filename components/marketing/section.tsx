import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type SectionProps = {
  id?: string;
  title: ReactNode;
  /** The title is the page's own: an h1. */
  isPageTitle?: boolean;
  text?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A part of the landing page: heading, one line, content. */
export function Section({ id, title, isPageTitle = false, text, children, className }: SectionProps): ReactNode {
  const Heading = isPageTitle ? "h1" : "h2";

  return (
    <section id={id} className={cn("scroll-mt-20 py-20 lg:py-28", className)}>
      <div className="mx-auto grid max-w-[1200px] gap-12 px-5 sm:px-8">
        <div className="grid max-w-2xl gap-4">
          <Heading className="text-balance font-bold font-display text-3xl tracking-[-0.025em] sm:text-4xl">{title}</Heading>
          {text ? <p className="text-pretty text-lg text-text-muted leading-relaxed">{text}</p> : null}
        </div>
        {children}
      </div>
    </section>
  );
}
