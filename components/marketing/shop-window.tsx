"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Awning } from "./awning";
import { nameFromSlug } from "./store-address";
import { useStoreAddress } from "./store-address-context";

/** A shop front around a picture of a real store; the sign says what is typed into the address field. */
export function ShopWindow({ children }: { children: ReactNode }): ReactNode {
  const t = useTranslations("marketing");
  const { slug } = useStoreAddress();

  return (
    <div className="relative">
      <div className="mx-3 grid h-16 place-items-center rounded-t-lg bg-inverse px-6 sm:mx-5 sm:h-20">
        <p aria-hidden className="max-w-full truncate font-bold font-display text-2xl text-lamp tracking-tight sm:text-4xl">
          {nameFromSlug(slug) || t("window.sign")}
        </p>
      </div>
      <Awning className="relative z-10" />
      <div className="relative mx-3 -mt-7 overflow-hidden border-inverse border-x-8 border-b-8 bg-surface pt-6 sm:mx-5 sm:-mt-9 sm:border-x-12 sm:pt-8">
        {children}
        <div
          aria-hidden
          className="pointer-events-none absolute inset-0 bg-[linear-gradient(115deg,transparent_34%,oklch(1_0_0/0.16)_34%,oklch(1_0_0/0.16)_42%,transparent_42%,transparent_45%,oklch(1_0_0/0.1)_45%,oklch(1_0_0/0.1)_48%,transparent_48%)]"
        />
      </div>
      <div aria-hidden className="mx-3 h-8 bg-inverse sm:mx-5 sm:h-12" />
      <div aria-hidden className="h-2 rounded-full bg-border" />
    </div>
  );
}
