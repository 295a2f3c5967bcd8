/** The states of a claim, as the merchant goes through them. */
export const claimStates = [
  "requested",
  "awaiting_ownership",
  "awaiting_dns",
  "issuing_tls",
  "active",
  "degraded",
  "tls_failed",
  "conflict",
  "lapsed",
  "removing",
  "tombstone",
  "released",
] as const;
export type ClaimState = (typeof claimStates)[number];

/** The storefront answers on hosts in these states only. */
export const routedStates = ["active", "degraded"] as const satisfies readonly ClaimState[];

/** A certificate may be asked for: Caddy's question. */
export const permittedStates = ["issuing_tls", "active", "degraded"] as const satisfies readonly ClaimState[];

/** The store proved to own the host, and no other store can until it lets go. The same list as the index `host_claim_holder`. */
export const holdingStates = [
  "awaiting_dns",
  "issuing_tls",
  "tls_failed",
  "active",
  "degraded",
  "removing",
] as const satisfies readonly ClaimState[];

/** The merchant has let go; the claim is no longer shown and does not count. */
export const goneStates = ["removing", "tombstone", "released"] as const satisfies readonly ClaimState[];

/** The state named by the text. Throws for a word that is none (a row that was written past the database's check). */
export function toClaimState(text: string): ClaimState {
  const state = claimStates.find((known) => known === text);
  if (!state) throw new Error(`no such state of a claim: ${text}`);
  return state;
}

/** Whether the state is one of the list. */
export function isOneOf<State extends ClaimState>(state: ClaimState, states: readonly State[]): state is State {
  return states.some((one) => one === state);
}
