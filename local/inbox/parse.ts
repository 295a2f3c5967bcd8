import { type AddressObject, simpleParser } from "mailparser";
import type { NewMail } from "@/local/inbox/store";

const webAddress = /https?:\/\/[^\s<>"')\]]+/g;
const linkTarget = /<a\b[^>]*?\bhref=(?:"([^"]*)"|'([^']*)')/gi;

/**
 * Reads a message as it came over the wire. Recipients are those of the envelope, blind copies included, since they are whom
 * the mail was delivered to. Zero bytes, which Postgres cannot keep in text, are dropped.
 */
export async function parseMail(source: Buffer, recipients: string[]): Promise<NewMail> {
  const parsed = await simpleParser(source, { skipImageLinks: true });
  const html = parsed.html ? clean(parsed.html) : null;
  const text = clean(parsed.text ?? "");
  return {
    from: clean(addresses(parsed.from)),
    to: recipients.map((recipient) => clean(recipient).toLowerCase()),
    subject: clean(parsed.subject ?? ""),
    text,
    html,
    links: findLinks(html, text),
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({
      name: clean(filename ?? "attachment"),
      type: contentType,
      bytes: size,
    })),
    source,
  };
}

/** The addresses that a mail links to: from its markup where it has one, else from its text. Each once, in order. */
export function findLinks(html: string | null, text: string): string[] {
  const found =
    html === null
      ? (text.match(webAddress) ?? [])
      : [...html.matchAll(linkTarget)].map(([, double, single]) => unescapeAttribute(double ?? single ?? ""));
  return [...new Set(found.filter((link) => /^https?:\/\//i.test(link)))];
}

function unescapeAttribute(attribute: string): string {
  return attribute.replaceAll("&amp;", "&").replaceAll("&#38;", "&").replaceAll("&quot;", '"').trim();
}

function addresses(from: AddressObject | undefined): string {
  return from?.text ?? "";
}

function clean(value: string): string {
  return value.replaceAll("\0", "");
}
