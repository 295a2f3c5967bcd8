import type { ReactNode } from "react";
import { Column, Row, Section, Text } from "react-email";
import { formatMoney } from "@/lib/core/money";
import type { Translate } from "@/lib/i18n/translator";
import type { OrderView } from "./view";

const plain = { color: "#3a3832", fontSize: 15, lineHeight: "22px", margin: 0 };
const muted = { ...plain, color: "#78756d", fontSize: 13, lineHeight: "19px" };

/** What was bought, the sums, and where it goes, for a mail. */
export function MailLines({ order, t }: { order: OrderView; t: Translate }): ReactNode {
  const money = (cents: number) => formatMoney(cents, order.currency, order.locale);
  const sums = [
    { label: t("subtotal"), text: money(order.subtotalCents), isShown: true },
    { label: t("discount"), text: `−${money(order.discountCents)}`, isShown: order.discountCents > 0 },
    { label: t("shipping"), text: order.shippingCents === 0 ? t("free") : money(order.shippingCents), isShown: true },
    { label: t("interest"), text: money(order.interestCents), isShown: order.interestCents > 0 },
  ];

  return (
    <Section style={{ borderTop: "1px solid #e7e4dd", marginTop: 24, paddingTop: 16 }}>
      {order.lines.map((line) => (
        <Row key={line.id} style={{ marginBottom: 12 }}>
          <Column>
            <Text style={plain}>
              {line.quantity} × {line.title}
            </Text>
            {line.variantTitle ? <Text style={muted}>{line.variantTitle}</Text> : null}
          </Column>
          <Column align="right" style={{ verticalAlign: "top" }}>
            <Text style={plain}>{money(line.totalCents)}</Text>
          </Column>
        </Row>
      ))}
      {sums.map(({ label, text, isShown }) => (isShown ? <Sum key={label} label={label} text={text} /> : null))}
      <Row style={{ marginTop: 8 }}>
        <Column>
          <Text style={{ ...plain, fontWeight: 600 }}>{t("total")}</Text>
        </Column>
        <Column align="right">
          <Text style={{ ...plain, fontWeight: 600 }}>{money(order.totalCents)}</Text>
        </Column>
      </Row>
      <Text style={{ ...muted, marginTop: 16 }}>
        {[t("deliverTo"), order.person.name, ...order.person.addressLines, order.shippingName].filter(Boolean).join(" · ")}
      </Text>
    </Section>
  );
}

function Sum({ label, text }: { label: string; text: string }): ReactNode {
  return (
    <Row>
      <Column>
        <Text style={muted}>{label}</Text>
      </Column>
      <Column align="right">
        <Text style={muted}>{text}</Text>
      </Column>
    </Row>
  );
}
