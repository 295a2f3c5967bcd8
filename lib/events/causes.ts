/** Why a delivery failed, as classes that a person can act on; the catalogue `admin-events` says each in plain words. */
export const causes = ["outside", "rejected", "missing", "failed", "timeout", "unreachable", "refused", "malformed", "lost"] as const;
export type Cause = (typeof causes)[number];

/** The cause that a word names, or null for a word of nobody's. */
export function toCause(word: string): Cause | null {
  return causes.find((known) => known === word) ?? null;
}

/** The cause behind a status that did not come with an answer of ours: a proxy's, a time-out, silence (0). */
export function causeOfStatus(status: number): Cause {
  if (status === 489) return "refused";
  if (status === 408 || status === 504) return "timeout";
  if (status === 0 || status === 502 || status === 503) return "unreachable";
  return status === 400 || status === 401 ? "malformed" : "failed";
}
