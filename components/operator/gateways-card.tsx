import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { type Provider, providerNames } from "@/lib/core/provider";
import type { Translate } from "@/lib/i18n/translator";
import type { Capabilities } from "@/lib/payments/gateways/port";

export type GatewaysCardProps = { gateways: readonly { provider: Provider; capabilities: Capabilities }[]; t: Translate };

/** The ways to pay that stores can choose among, by the gateway that has them. */
export function GatewaysCard({ gateways, t }: GatewaysCardProps): ReactNode {
  return (
    <Card>
      <CardHeader title={t("operator.gateways.title")} description={t("operator.gateways.help")} className="pb-4" />
      <Table>
        <TableHead>
          {(["gateway", "ways", "currencies", "instalments"] as const).map((key) => (
            <HeaderCell key={key}>{t(`operator.gateways.${key}`)}</HeaderCell>
          ))}
        </TableHead>
        <TableBody>
          {gateways.map(({ provider, capabilities: { methods, currencies, instalments } }) => (
            <TableRow key={provider}>
              <Cell isPrimary>{providerNames[provider]}</Cell>
              <Cell label={t("operator.gateways.ways")}>{methods.map((way) => t(`operator.gateways.way.${way}`)).join(", ")}</Cell>
              <Cell label={t("operator.gateways.currencies")}>{currencies.join(", ")}</Cell>
              <Cell label={t("operator.gateways.instalments")}>{t(`operator.gateways.${instalments ? "yes" : "no"}`)}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
