import type { ReactNode } from "react";
import { ActButton } from "@/components/admin/payments/act-button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { providerNames } from "@/lib/core/provider";
import type { ConnectedAccount } from "@/lib/payments/account-queries";
import { AccountFacts, AccountPill, ChooseAccount, type SectionContext } from "./account-facts";
import { checkOnboardingAction, startOnboardingAction } from "./actions";

type StripeProps = SectionContext & { account: ConnectedAccount | null };

/** Stripe: onboarding, what it still asks for, and whether the account may charge. */
export function StripeSection(props: StripeProps): ReactNode {
  const { account, t } = props;
  const isGone = account?.standing.disabledReason === "disconnected";
  return (
    <Card>
      <CardHeader title={providerNames.stripe} description={t("stripe.help")} action={<AccountPill account={account} t={t} />} />
      <CardBody>
        {account && !isGone ? <AccountFacts {...props} account={account} checkedAt={t("stripe.checkedAt")} /> : null}
        {account ? <Standing {...props} account={account} /> : null}
        <Onboarding {...props} />
      </CardBody>
    </Card>
  );
}

/** What stands between the merchant and charging, in words, and until when. */
function Standing({ account, store, locale, t }: SectionContext & { account: ConnectedAccount }): ReactNode {
  const { canCharge, standing } = account;
  const { currentlyDue, pendingVerification, disabledReason, deadline } = standing;
  const isWaiting = !canCharge && currentlyDue.length === 0 && pendingVerification.length > 0;
  if (canCharge && currentlyDue.length === 0) return null;
  const state = disabledReason === "disconnected" ? "disconnected" : isWaiting ? "waiting" : canCharge ? "soon" : "due";
  return (
    <Callout tone={canCharge || isWaiting || !standing.detailsSubmitted ? "warning" : "danger"} title={t(`stripe.${state}.title`)}>
      <p>{t(`stripe.${state}.text`)}</p>
      {currentlyDue.length > 0 ? (
        <ul className="mt-2 list-inside list-disc">
          {wordsOf(currentlyDue, t).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      {deadline ? (
        <p className="mt-2">
          {t("stripe.until")} <DateText value={new Date(deadline)} locale={locale} timeZone={store.timeZone} show="date" />
        </p>
      ) : null}
    </Callout>
  );
}

function Onboarding(props: StripeProps): ReactNode {
  const { account, store, t } = props;
  const isOpen = account !== null && account.standing.disabledReason !== "disconnected";
  const isDone = isOpen && account.canCharge && account.standing.currentlyDue.length === 0;
  return (
    <div className="flex flex-wrap items-start gap-3">
      {account ? <ChooseAccount {...props} account={account} /> : null}
      {isDone ? null : (
        <ActButton
          action={startOnboardingAction.bind(null, store.slug)}
          label={t(isOpen ? "stripe.continue" : "stripe.start")}
          hint={isOpen ? undefined : t("stripe.startHelp")}
          variant="primary"
        />
      )}
      {isOpen ? (
        <ActButton action={checkOnboardingAction.bind(null, store.slug)} label={t("stripe.check")} done={t("stripe.checked")} />
      ) : null}
    </div>
  );
}

/** Requirements in words. Their names are Stripe's and many; what is not named here is shown by the last parts of its name. */
function wordsOf(names: readonly string[], t: SectionContext["t"]): string[] {
  const groups = [
    "business_profile",
    "external_account",
    "tos_acceptance",
    "verification",
    "representative",
    "individual",
    "company",
    "owners",
  ];
  const known = names.map((name) => groups.find((group) => name.split(".").includes(group)));
  const words = names.map((name, index) => {
    const group = known[index];
    return group ? t(`stripe.requirements.${group}`) : name.replaceAll(/[._]/g, " ");
  });
  return [...new Set(words)];
}
