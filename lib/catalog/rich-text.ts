import sanitizeHtml from "sanitize-html";
import { cleanText } from "@/lib/core/text";

/** What the editor can make, and no more. No styles, classes, ids, pictures, frames, scripts. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: ["p", "br", "strong", "em", "u", "s", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "a", "hr", "code"],
  allowedAttributes: { a: ["href", "rel", "target"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  transformTags: {
    b: "strong",
    i: "em",
    h1: "h2",
    h5: "h4",
    h6: "h4",
    div: "p",
    a: (_tag, { href = "" }): sanitizeHtml.Tag => ({
      tagName: "a",
      attribs: /^(\/(?!\/)|#)/.test(href) ? { href } : { href, rel: "noopener nofollow" },
    }),
  },
  nestingLimit: 30,
};

/** HTML that may be shown as it is: what is not on a short list of tags is taken out, and scripts with what they hold. */
export function sanitizeRichText(html: string): string {
  const clean = sanitizeHtml(cleanText(html), allowed).trim();
  return plainText(clean) === "" && !clean.includes("<hr") ? "" : clean;
}

/** The words of rich text, on one line: for search, meta descriptions and previews. */
export function plainText(html: string): string {
  const spaced = html.replace(/<(br|\/p|\/li|\/h\d|\/blockquote|hr)[^>]*>/gi, " ");
  const text = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} });
  return decodeEntities(text).replace(/\s+/g, " ").trim();
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&#39;": "'" };

/** sanitize-html decodes all entities and writes only these back. */
function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity);
}

/** Text that was typed without an editor, as paragraphs; text that has tags already is taken as HTML. */
export function htmlFromTyped(text: string): string {
  if (/<[a-z!/]/i.test(text)) return text;
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\r?\n/g, "<br>")}</p>`)
    .join("");
}

function escapeHtml(text: string): string {
  return text
    .replace(/&(?!\w+;)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
