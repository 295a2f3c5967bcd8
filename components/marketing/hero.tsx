import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import { type Screen, ScreenPicture } from "./screen";
import { ShopWindow } from "./shop-window";
import { StoreAddressProvider } from "./store-address-context";
import { StoreAddressField } from "./store-address-field";

export type HeroProps = {
  locale: Locale;
  /** The domain under which stores open. */
  domain: string;
  /** Endpoint that says whether a name is free; see StoreAddressField. */
  checkUrl: string;
  /** A storefront, about 4:3. */
  screen: Screen;
};

/** The first screen: what it is in one line, the name of your store, one button. */
export function Hero({ locale, domain, checkUrl, screen }: HeroProps): ReactNode {
  const t = translator(locale, "marketing");

  return (
    <section className="bg-linear-to-b from-accent-soft to-background">
      <StoreAddressProvider>
        <div className="mx-auto grid max-w-[1200px] items-center gap-x-14 gap-y-14 px-5 pt-10 pb-20 sm:px-8 lg:min-h-[calc(100dvh-4.5rem)] lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:pt-4 lg:pb-16">
          <div className="grid gap-6">
            <h1 className="text-balance font-bold font-display text-4xl leading-[1.04] tracking-[-0.03em] sm:text-5xl lg:text-6xl">
              {t("hero.title")}
            </h1>
            <p className="max-w-[34rem] text-pretty text-lg text-text-muted leading-relaxed">{t("hero.text")}</p>
            <div className="mt-2 max-w-[34rem]">
              <StoreAddressField domain={domain} checkUrl={checkUrl} />
            </div>
          </div>
          <ShopWindow>
            <ScreenPicture
              screen={screen}
              sizes="(min-width: 64rem) 540px, 92vw"
              isFirst
              className="aspect-4/3 object-cover object-left-top"
            />
          </ShopWindow>
        </div>
      </StoreAddressProvider>
    </section>
  );
}
