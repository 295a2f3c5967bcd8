import slugify from "@sindresorhus/slugify";
import { z } from "zod";

/** Names that would pass for the platform, or that mail and the web reserve (RFC 2142, common infrastructure names). */
const reserved = new Set(
  `www mail smtp imap pop ftp api admin operator app apps auth login signin signup account accounts billing pay payment payments checkout cart store stores
  shop shops help support status blog docs dev test staging demo cdn static assets media img images files root postmaster hostmaster webmaster abuse security
  noreply no-reply vitrine platform dashboard panel ns ns1 ns2 mx localhost internal legal terms privacy pricing webhook webhooks events queue health`.split(
    /\s+/,
  ),
);

/** Parts of names that deceive or insult; matched inside the slug without its hyphens. */
const abusive = [
  "paypal",
  "pagseguro",
  "mercadopago",
  "banco",
  "itau",
  "bradesco",
  "caixaeconomica",
  "visacard",
  "mastercard",
  "phishing",
  "porn",
  "nazi",
  "hitler",
  "fuck",
  "caralho",
  "puta",
];

/** A store's address: 3 to 40 of a-z, 0-9 and hyphens; begins and ends with a letter or digit; no punycode look-alike. */
export const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(3, "slug_short")
  .max(40, "slug_long")
  .regex(/^[a-z0-9](?:[a-z0-9]|-(?!-))*[a-z0-9]$/, "slug_letters")
  .refine((slug) => !reserved.has(slug), "slug_reserved")
  .refine((slug) => !abusive.some((word) => slug.replaceAll("-", "").includes(word)), "slug_refused");

/** A slug made of any text: "Café da Vó" gives "cafe-da-vo". May be shorter than a store's slug must be. */
export function toSlug(text: string, maxLength = 80): string {
  return slugify(text, { decamelize: false }).slice(0, maxLength).replace(/-+$/, "");
}

/** Addresses to offer when one is taken, best first. */
export function slugSuggestions(slug: string): string[] {
  const base = slug.slice(0, 30).replace(/-+$/, "");
  return ["store", "shop", "online", "2"].map((ending) => `${base}-${ending}`);
}
