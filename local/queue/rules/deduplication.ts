import { createHash } from "node:crypto";
import type { Settings } from "@/local/queue/rules/settings";

/** How long a deduplication id is remembered. Source: QStash's deduplication guide. */
export const DEDUPLICATION_WINDOW_MS = 10 * 60_000;

function contentKey(destination: string, settings: Settings, body: Buffer): string {
  const headers = Object.entries(settings.headers).sort(([left], [right]) => (left < right ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([destination, headers]))
    .update("\0")
    .update(body);
  return `content:${hash.digest("hex")}`;
}

/**
 * The key under which a message counts as already accepted, or null when it is never a duplicate. An explicit id counts
 * across all destinations; the content-based one covers destination, body, Content-Type and forwarded headers.
 * Each endpoint of a URL group has a key of its own, or only the first would get the message.
 */
export function deduplicationKey(destination: string, settings: Settings, copy: { body: Buffer; endpoint: string | null }): string | null {
  const suffix = copy.endpoint === null ? "" : `\n${copy.endpoint}`;
  if (settings.deduplicationId !== null) return `id:${settings.deduplicationId}${suffix}`;
  return settings.contentBasedDeduplication ? contentKey(destination, settings, copy.body) + suffix : null;
}
