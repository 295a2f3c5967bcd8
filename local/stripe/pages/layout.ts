import { html, raw } from "hono/html";
import { PAGE_STYLES } from "@/local/stripe/pages/styles";
import type { Language } from "@/local/stripe/pages/texts";

export type Markup = ReturnType<typeof html>;

export type PageParts = {
  title: string;
  language: Language;
  notice: string;
  /** Left on wide screens, first on narrow ones; without it the page has one column. */
  aside?: Markup;
  body: Markup;
  script?: string;
};

export function page({ title, language, notice, aside, body, script }: PageParts): Markup {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(PAGE_STYLES)}
        </style>
      </head>
      <body>
        <header class="notice">${notice}</header>
        <div class="sheet ${aside ? "" : "single"}">
          ${aside ? html`<aside class="summary"><div class="inner">${aside}</div></aside>` : ""}
          <main class="main"><div class="inner">${body}</div></main>
        </div>
        ${script ? html`<script>${raw(script)}</script>` : ""}
      </body>
    </html>`;
}
