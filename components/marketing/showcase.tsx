import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { PageFrame, PhoneFrame, type Screen, ScreenPicture } from "./screen";
import { Section } from "./section";

export type ShowcaseProps = {
  locale: Locale;
  screens: {
    /** The dashboard's home, about 16:10. */
    dashboard: Screen;
    /** Paying with Pix or card, at phone width. */
    checkout: Screen;
    /** One storefront per preset, at phone width. */
    presets: Record<"linho" | "sinal" | "nevoa", Screen>;
  };
};

const presets = ["linho", "sinal", "nevoa"] as const;

/** The product as it is: pictures of the dashboard, the checkout and the three looks. */
export function Showcase({ locale, screens }: ShowcaseProps): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <>
      <Section title={t("showcase.title")} text={t("showcase.text")}>
        <div className="relative">
          <PageFrame className="lg:mr-40">
            <ScreenPicture screen={screens.dashboard} sizes="(min-width: 75rem) 980px, 94vw" />
          </PageFrame>
          <PhoneFrame className="-mt-16 relative mr-2 ml-auto w-44 sm:w-60 lg:absolute lg:top-24 lg:right-0 lg:mt-0 lg:mr-0 lg:w-68">
            <ScreenPicture screen={screens.checkout} sizes="272px" />
          </PhoneFrame>
        </div>
      </Section>
      <Section title={t("looks.title")} text={t("looks.text")} className="bg-inverse text-inverse-text [&_p]:text-inverse-muted">
        <ul
          // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the row scrolls sideways, and a keyboard must be able to.
          tabIndex={0}
          className="-mx-5 flex snap-x snap-mandatory gap-6 overflow-x-auto px-5 pb-4 sm:mx-0 sm:grid sm:grid-cols-3 sm:overflow-visible sm:px-0 lg:gap-10"
        >
          {presets.map((preset) => (
            <li key={preset} className="grid w-64 shrink-0 snap-center content-start gap-4 sm:w-auto">
              <div className="overflow-hidden rounded-lg">
                <ScreenPicture
                  screen={screens.presets[preset]}
                  sizes="(min-width: 40rem) 32vw, 256px"
                  className="aspect-3/4 object-cover object-top"
                />
              </div>
              <div className="grid gap-1">
                <h3 className="font-semibold text-lg">{t(`looks.${preset}.name`)}</h3>
                <p className="text-pretty text-sm">{t(`looks.${preset}.text`)}</p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
