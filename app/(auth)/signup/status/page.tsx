import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after } from "next/server";
import type { ReactNode } from "react";
import { ContinuePayment } from "@/components/marketing/continue-payment";
import {
  Provisioning,
  type ProvisioningProps,
  type ProvisioningStep,
  provisioningSteps,
  type StepState,
} from "@/components/marketing/provisioning";
import { SplitPage } from "@/components/marketing/split-page";
import { Callout } from "@/components/ui/callout";
import { findSignup, type SignupStatus, settleSignup } from "@/lib/billing/signup";
import { flushOutbox } from "@/lib/events/flush";
import { localeHrefs } from "@/lib/i18n/switch";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale } from "@/lib/identity/session";
import { continueAction } from "./actions";

type Props = { searchParams: Promise<{ token?: string; left?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "signup")("status.title"), referrer: "same-origin" };
}

/** How a sign-up stands. The browser's return may be earlier than the notice of the payment: it asks the gateway itself. */
export default async function SignupStatusPage({ searchParams }: Props): Promise<ReactNode> {
  const { token = "", left } = await searchParams;
  const found = await findSignup(token);
  if (!found) notFound();
  if (found.status === "started" || found.status === "expired") await settleSignup(found.id);
  after(flushOutbox);
  const signup = (await findSignup(token)) ?? found;
  const locale = await requestLocale();
  const t = translator(locale, "signup");
  const isUnpaid = signup.status === "started" || signup.status === "expired";
  return (
    <SplitPage
      locale={locale}
      scene="signUp"
      title={t(signup.status === "ready" ? "status.ready" : "status.opening", { store: signup.storeName })}
      text={signup.status === "ready" ? t("status.readyText", { email: signup.email }) : undefined}
      localeHrefs={localeHrefs(`/signup/status?token=${token}`)}
    >
      {isUnpaid ? (
        <>
          <Callout tone={left ? "info" : "warning"} title={t(left ? "status.left" : "status.unpaid")}>
            {t("status.held", { address: signup.slug })}
          </Callout>
          <ContinuePayment action={continueAction} token={token} label={t("status.continue")} />
        </>
      ) : (
        <Provisioning locale={locale} states={statesOf(signup)} dashboardHref={`/admin/${signup.slug}`} remedy={remedyOf(signup, t)} />
      )}
    </SplitPage>
  );
}

function statesOf(signup: SignupStatus): ProvisioningProps["states"] {
  const done = new Set(["payment", ...signup.steps]);
  const current = provisioningSteps.find((step) => !done.has(step));
  const stateOf = (step: ProvisioningStep): StepState => {
    if (signup.status === "ready" || done.has(step)) return "done";
    if (step !== current) return "waiting";
    return signup.status === "failed" ? "failed" : "running";
  };
  return Object.fromEntries(provisioningSteps.map((step) => [step, stateOf(step)])) as ProvisioningProps["states"];
}

function remedyOf(signup: SignupStatus, t: Translate): ProvisioningProps["remedy"] {
  if (signup.status !== "failed") return undefined;
  return { text: t("status.failedText"), href: "/legal/terms", action: t("status.contact") };
}
