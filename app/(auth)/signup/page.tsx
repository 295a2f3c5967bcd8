import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SignupForm } from "@/components/marketing/signup-form";
import { SplitPage } from "@/components/marketing/split-page";
import { TextLink } from "@/components/ui/text-link";
import { listPlans } from "@/lib/billing/plans";
import { formatMoney } from "@/lib/core/money";
import { env } from "@/lib/env";
import { localeHrefs } from "@/lib/i18n/switch";
import { translator } from "@/lib/i18n/translator";
import { requestLocale } from "@/lib/identity/session";
import { storesSuffix } from "@/lib/stores/hosts";
import { signUpAction } from "./actions";

type Props = { searchParams: Promise<{ plan?: string; slug?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "signup")("title") };
}

export default async function SignupPage({ searchParams }: Props): Promise<ReactNode> {
  const { plan, slug = "" } = await searchParams;
  const locale = await requestLocale();
  const t = translator(locale, "signup");
  const plans = await listPlans(locale);
  if (plan !== undefined && !plans.some(({ code }) => code === plan)) notFound();
  const chosen = plans.find(({ code }) => code === plan) ?? plans.find(({ isFeatured }) => isFeatured) ?? plans[0];
  const aside = (
    <>
      {t("haveStore")} <TextLink href="/login">{t("signIn")}</TextLink>
    </>
  );
  return (
    <SplitPage locale={locale} scene="signUp" title={t("title")} text={t("text")} aside={aside} localeHrefs={localeHrefs("/signup")}>
      <SignupForm
        action={signUpAction}
        requestId={randomUUID()}
        plans={plans.map(({ code, name, priceCents, currency, interval }) => ({
          code,
          name,
          price: formatMoney(priceCents, currency, locale),
          per: t(`per.${interval}`),
        }))}
        planCode={chosen?.code ?? ""}
        slug={slug.slice(0, 63)}
        domain={storesSuffix(env())}
      />
    </SplitPage>
  );
}
