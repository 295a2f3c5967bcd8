import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { Picture } from "@/components/ui/picture";
import type { PictureView } from "@/lib/core/picture";

export type HeroProps = { title: string; text: string; button: { label: string; href: string }; picture: PictureView | null };

/** The first thing of the home page. Linho: picture beside text. Sinal: text over the whole width. Névoa: text over a framed picture. */
export function Hero({ title, text, button, picture }: HeroProps): ReactNode {
  return (
    <section className="linho:store-width linho:grid linho:items-stretch linho:gap-8 linho:pt-6 linho:lg:grid-cols-[5fr_7fr] linho:lg:gap-14 linho:lg:pt-10 sinal:grid nevoa:store-width nevoa:grid nevoa:pt-4 nevoa:lg:pt-8">
      <div className="relative overflow-hidden linho:rounded-md linho:lg:order-2 sinal:[grid-area:1/1] nevoa:rounded-lg nevoa:[grid-area:1/1]">
        {picture ? (
          <Picture
            picture={picture}
            alt=""
            sizes="(min-width: 1024px) 70vw, 100vw"
            ratio="auto"
            isEager
            className="h-full max-h-[40rem] min-h-80 w-full lg:min-h-[32rem]"
          />
        ) : (
          <div aria-hidden className="store-blank min-h-80 lg:min-h-[30rem] sinal:bg-accent sinal:bg-none" />
        )}
        {picture ? (
          <div aria-hidden className="absolute inset-0 hidden bg-linear-to-t from-inverse/80 via-inverse/35 to-inverse/0 sinal:block" />
        ) : null}
      </div>
      <div className="z-10 grid content-center justify-items-start gap-5 linho:py-4 linho:lg:py-16 sinal:store-width sinal:content-end sinal:py-12 sinal:[grid-area:1/1] nevoa:m-4 nevoa:w-fit nevoa:max-w-xl nevoa:self-end nevoa:rounded-md nevoa:bg-surface/95 nevoa:p-7 nevoa:[grid-area:1/1] nevoa:lg:m-10 nevoa:lg:p-12">
        <h1
          className={`store-heading text-pretty text-4xl leading-[1.06] lg:text-6xl sinal:max-w-4xl sinal:uppercase nevoa:text-3xl nevoa:lg:text-5xl ${picture ? "sinal:text-inverse-text" : "sinal:text-accent-contrast"}`}
        >
          {title}
        </h1>
        {text ? (
          <p
            className={`max-w-md text-pretty text-lg leading-relaxed linho:text-text-muted nevoa:text-text-muted ${picture ? "sinal:text-inverse-text" : "sinal:text-accent-contrast"}`}
          >
            {text}
          </p>
        ) : null}
        <LinkButton
          href={button.href}
          size="lg"
          className="mt-2 sinal:border-transparent sinal:bg-inverse-text sinal:font-bold sinal:text-inverse sinal:hover:bg-inverse-text/90"
        >
          {button.label}
        </LinkButton>
      </div>
    </section>
  );
}
