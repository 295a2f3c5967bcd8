import type { ReactNode } from "react";

/** Structured data of a page (schema.org as JSON-LD). `<` is escaped, so that no text of a merchant can close the script. */
export function JsonLd({ data }: { data: object }): ReactNode {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with its only dangerous character escaped.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
