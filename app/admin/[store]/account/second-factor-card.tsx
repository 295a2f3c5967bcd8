import { toString as drawQr } from "qrcode";
import type { ReactNode } from "react";
import { EnrolSecondFactor, StandingSecondFactor, StartSecondFactor } from "@/components/admin/settings/second-factor";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { translator } from "@/lib/i18n/translator";
import { readSecondFactor } from "@/lib/identity/second-factor";
import type { MemberContext } from "@/lib/identity/session";
import {
  abandonSecondFactorAction,
  confirmSecondFactorAction,
  endSecondFactorAction,
  renewRecoveryCodesAction,
  startSecondFactorAction,
} from "./actions";

/** The member's second factor: offered, being set up, or on. */
export async function SecondFactorCard({ store, member, locale }: MemberContext): Promise<ReactNode> {
  const t = translator(locale, "admin-settings");
  const factor = await readSecondFactor(member.userId);
  return (
    <Card>
      <CardHeader title={t(factor.state === "pending" ? "account.secondFactor.pendingTitle" : "account.secondFactor.title")} />
      <CardBody>
        {factor.state === "off" ? <StartSecondFactor action={startSecondFactorAction.bind(null, store.slug)} /> : null}
        {factor.state === "pending" ? (
          <EnrolSecondFactor
            qr={<QrCode text={factor.uri} label={t("account.secondFactor.qr")} />}
            secret={factor.secret}
            confirm={confirmSecondFactorAction.bind(null, store.slug)}
            abandon={abandonSecondFactorAction.bind(null, store.slug)}
          />
        ) : null}
        {factor.state === "on" ? (
          <StandingSecondFactor
            since={new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: store.timeZone }).format(factor.since)}
            left={factor.recoveryCodesLeft}
            renew={renewRecoveryCodesAction.bind(null, store.slug)}
            end={endSecondFactorAction.bind(null, store.slug)}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}

async function QrCode({ text, label }: { text: string; label: string }): Promise<ReactNode> {
  const svg = await drawQr(text, { type: "svg", margin: 1 });
  const src = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  // biome-ignore lint/performance/noImgElement: it is in the page itself, there is nothing to optimise.
  return <img src={src} alt={label} width={160} height={160} className="h-auto w-full" />;
}
