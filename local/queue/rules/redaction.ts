import { createHash } from "node:crypto";

/** What logs, dead letters and message look-ups must not show. `headers` lists lower-case names. */
export type Redaction = { body: boolean; allHeaders: boolean; headers: string[] };

const ONE_HEADER = /^headers?\[([^\]]+)\]$/i;

/**
 * Reads `Upstash-Redact-Fields`: a comma list of `body`, `headers`, `headers[Name]`. The npm client writes `header` for
 * `headers`; both are understood. Null when it names any other field.
 */
export function parseRedaction(text: string): Redaction | null {
  const redaction: Redaction = { body: false, allHeaders: false, headers: [] };
  for (const field of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const header = ONE_HEADER.exec(field)?.[1];
    if (header) redaction.headers.push(header.toLowerCase());
    else if (field === "body") redaction.body = true;
    else if (field === "header" || field === "headers") redaction.allHeaders = true;
    else return null;
  }
  return redaction;
}

function hidden(value: string | Buffer): string {
  return `REDACTED:${createHash("sha256").update(value).digest("hex")}`;
}

/** The headers as they may be shown: names stay, redacted values become their SHA-256. */
export function shownHeaders(headers: Record<string, string>, redaction: Redaction): Record<string, string[]> {
  const entries = Object.entries(headers).map(([name, value]): [string, string[]] => {
    const isHidden = redaction.allHeaders || redaction.headers.includes(name.toLowerCase());
    return [name, [isHidden ? hidden(value) : value]];
  });
  return Object.fromEntries(entries);
}

/** The body as it may be shown: text when it is UTF-8, otherwise Base64; its SHA-256 when redacted; nothing when empty. */
export function shownBody(body: Buffer, redaction: Redaction): { body?: string; bodyBase64?: string } {
  if (body.length === 0) return {};
  if (redaction.body) return { body: hidden(body) };

  const text = body.toString("utf8");
  return Buffer.from(text, "utf8").equals(body) ? { body: text } : { bodyBase64: body.toString("base64") };
}
