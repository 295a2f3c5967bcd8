import { AccountFacts, AccountPill, ChooseAccount } from "@/app/admin/[store]/payments/account-facts";
import type { ProviderSection } from "@/app/admin/[store]/payments/sections";
import { ActButton } from "@/components/admin/payments/act-button";
import type { Tokenise } from "@/components/storefront/checkout/card-token";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { ProviderParts } from "@/lib/payments/gateways/registry";
import type { GatewayOrigins } from "@/lib/security/gateway-origins";
import { tallyGateway } from "./tally";

/** The example's line in each table that the compiler names once "tally" is a provider. */

const apiBase = "https://api.tally.test";

/** `lib/core/provider.ts` */
export const tallyName = "Tally";

/** `lib/payments/gateways/registry.ts` */
export const tallyParts: ProviderParts<"tally"> = {
  gateway: () => tallyGateway({ apiBase }),
  disputeAddress: (contestId) => `https://desk.tally.test/contests/${encodeURIComponent(contestId)}`,
  // Its hosted page asks for the card.
  cardTokens: null,
  testNotice: ({ eventId, kind }) => ({ id: eventId, about: kind, bill: null }),
};

/** `lib/security/gateway-origins.ts` */
export const tallyOrigins: GatewayOrigins = { connect: [], form: ["https://pay.tally.test"] };

/** `components/storefront/checkout/card-token.ts` */
export const tallyTokens: Tokenise | null = null;

/** `app/admin/[store]/payments/sections.tsx` */
export const TallySection: ProviderSection = (props) => {
  const { account, t } = props;
  return (
    <Card>
      <CardHeader title={tallyName} action={<AccountPill account={account} t={t} />} />
      <CardBody>
        {account ? <AccountFacts {...props} account={account} /> : null}
        {account ? <ChooseAccount {...props} account={account} /> : null}
        <ActButton action={async (state) => state} label={t("connect.action")} />
      </CardBody>
    </Card>
  );
};
