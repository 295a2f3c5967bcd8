import { html } from "hono/html";
import { type Markup, page } from "@/local/stripe/pages/layout";
import { type Language, textsFor } from "@/local/stripe/pages/texts";

export type PlainParts = { language: Language; title: string; help: string; backUrl?: string | null };

/** One sentence and a way back. */
export function plainPage({ language, title, help, backUrl }: PlainParts): Markup {
  const texts = textsFor(language);
  return page({
    title,
    language,
    notice: texts.sandboxNotice,
    body: html`<h1>${title}</h1>
      <p>${help}</p>
      ${backUrl ? html`<p><a class="back" href="${backUrl}">${texts.back}</a></p>` : ""}`,
  });
}

export function missingPage(language: Language): Markup {
  const texts = textsFor(language);
  return plainPage({ language, title: texts.missing, help: texts.missingHelp });
}
