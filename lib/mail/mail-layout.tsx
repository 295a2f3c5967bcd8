import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from "react-email";

export type MailLayoutProps = {
  locale: string;
  preview: string;
  /** Whose mail it is: the store's name, or Vitrine. */
  brand: string;
  accent: string;
  accentContrast: string;
  heading: string;
  paragraphs: readonly string[];
  action?: { label: string; href: string };
  /** Lines of an order, an address: what stands between the text and the foot. */
  children?: ReactNode;
  footer: string;
};

const font = "Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** The frame of every mail: brand, heading, text, one action, what it is about, and why it was sent. */
export function MailLayout(props: MailLayoutProps): ReactNode {
  const { locale, preview, brand, accent, accentContrast, heading, paragraphs, action, children, footer } = props;
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: "#f5f4f1", fontFamily: font, margin: 0, padding: "32px 12px" }}>
        <Container
          style={{
            backgroundColor: "#ffffff",
            borderRadius: 12,
            maxWidth: 560,
            padding: "32px 32px 24px",
            borderTop: `4px solid ${accent}`,
          }}
        >
          <Text style={{ color: "#5d5a53", fontSize: 14, fontWeight: 600, margin: "0 0 20px" }}>{brand}</Text>
          <Heading as="h1" style={{ color: "#1d1b17", fontSize: 24, lineHeight: "30px", fontWeight: 650, margin: "0 0 16px" }}>
            {heading}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ color: "#3a3832", fontSize: 16, lineHeight: "25px", margin: "0 0 16px" }}>
              {paragraph}
            </Text>
          ))}
          {action ? (
            <Section style={{ margin: "24px 0" }}>
              <Button
                href={action.href}
                style={{
                  backgroundColor: accent,
                  color: accentContrast,
                  borderRadius: 10,
                  fontSize: 16,
                  fontWeight: 600,
                  padding: "13px 22px",
                }}
              >
                {action.label}
              </Button>
            </Section>
          ) : null}
          {children}
          <Hr style={{ borderColor: "#e7e4dd", margin: "28px 0 16px" }} />
          <Text style={{ color: "#78756d", fontSize: 13, lineHeight: "19px", margin: 0 }}>{footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}
