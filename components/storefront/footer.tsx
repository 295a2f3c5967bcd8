import { CreditCard } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { BoletoIcon, PixIcon } from "@/components/ui/icons";
import { type Translate, translator } from "@/lib/i18n/translator";
import type { PaymentMethod } from "@/lib/payments/gateways/port";
import type { PageLink } from "@/lib/stores/pages";
import type { StoreView } from "@/lib/stores/types";

export type FooterProps = { store: StoreView; pages: readonly PageLink[]; methods: readonly PaymentMethod[] };

/** Who sells, and how to reach them (Brazil: Decreto 7.962/2013, art. 2), the legal pages, and the ways to pay. */
export function Footer({ store, pages, methods }: FooterProps): ReactNode {
  const t = translator(store.locale, "storefront.footer");
  const links = [...store.menus.footer, ...pages.map(({ slug, title }) => ({ label: title, href: `/pages/${slug}` }))];
  const unique = links.filter((link, index) => links.findIndex((other) => other.href === link.href) === index);

  return (
    <footer className="mt-20 border-border border-t bg-muted sinal:border-transparent sinal:bg-inverse sinal:text-inverse-text lg:mt-28">
      <div className="store-width grid gap-10 py-12 text-sm md:grid-cols-[2fr_1fr_1fr] lg:py-16">
        <Seller store={store} t={t} />
        {unique.length > 0 ? (
          <nav aria-label={t("links")}>
            <h2 className="font-semibold">{t("links")}</h2>
            <ul className="mt-3">
              {unique.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    className="inline-flex min-h-9 items-center opacity-80 hover:underline hover:opacity-100 touch:min-h-11"
                  >
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {methods.length > 0 ? <Payments methods={methods} t={t} /> : null}
      </div>
      <p className="store-width pb-8 text-xs opacity-70">{t("made")}</p>
    </footer>
  );
}

function Seller({ store, t }: { store: StoreView; t: Translate }): ReactNode {
  const { legalName, document, email, phone, address } = store.contact;
  return (
    <address className="grid max-w-sm content-start gap-1.5 not-italic">
      <p className="store-heading mb-2 text-2xl">{store.name}</p>
      {legalName || document ? <p className="opacity-80">{[legalName, document].filter(Boolean).join(" · ")}</p> : null}
      {address ? <p className="text-pretty opacity-80">{address}</p> : null}
      {email ? (
        <p>
          <span className="sr-only">{t("email")}</span>
          <a href={`mailto:${email}`} className="underline underline-offset-4">
            {email}
          </a>
        </p>
      ) : null}
      {phone ? (
        <p>
          <span className="sr-only">{t("phone")}</span>
          <a href={`tel:${phone.replace(/[^\d+]/g, "")}`} className="underline underline-offset-4">
            {phone}
          </a>
        </p>
      ) : null}
    </address>
  );
}

const marks = { card: CreditCard, hosted: CreditCard, pix: PixIcon, boleto: BoletoIcon } as const;

function Payments({ methods, t }: { methods: readonly PaymentMethod[]; t: Translate }): ReactNode {
  return (
    <section>
      <h2 className="font-semibold">{t("payments")}</h2>
      <ul className="mt-4 flex flex-wrap gap-2">
        {methods.map((method) => {
          const Mark = marks[method];
          return (
            <li key={method} className="inline-flex items-center gap-2 rounded-sm border border-current/20 px-2.5 py-1.5 text-xs">
              <Mark aria-hidden className="size-4" />
              {t(`methods.${method}`)}
            </li>
          );
        })}
      </ul>
      <p className="mt-4 text-pretty text-xs opacity-70">{t("secure")}</p>
    </section>
  );
}
