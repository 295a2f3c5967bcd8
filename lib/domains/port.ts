import type { Result } from "@/lib/core/result";

/** A record that a merchant sets where the name's DNS is kept. `name` is the whole name, normalised, without a dot at the end. */
export type DnsRecord = { type: "A" | "AAAA" | "CNAME" | "TXT"; name: string; value: string };

/** One way to point a name at us; rank 1 is the best. Any one of the ways is enough; all records of a way belong together. */
export type RankedRecords = { rank: number; records: DnsRecord[] };

/**
 * Why whatever terminates TLS did not do what was asked.
 * - `owned_elsewhere`: another account there holds the name; see `AddOutcome` for the TXT that frees it
 * - `proof_missing`: the TXT asked for by `owned_elsewhere` is not seen yet, or has another value
 * - `invalid_name`: refused as a domain name; no retry mends it
 * - `not_allowed`: our own account may not (token, plan, project being moved): the operator's work, not the merchant's
 * - `rate_limited`: asked too often; try again later
 * - `unreachable`: no answer, a 5xx, or an answer that says nothing we know; nothing is known about what happened
 */
export type HostFailure = "owned_elsewhere" | "proof_missing" | "invalid_name" | "not_allowed" | "rate_limited" | "unreachable";

/** The same, without the two that only speak of ownership. */
export type CallFailure = Exclude<HostFailure, "owned_elsewhere" | "proof_missing">;

export type AddOutcome =
  /** The name is ours there; said also when it already was. */
  | { status: "added" }
  /** Kept there, but another account holds the name until these TXT records are seen and `verify` is called. */
  | { status: "owned_elsewhere"; proof: DnsRecord[] };

/** What is known about a name where TLS is terminated. */
export type Inspection = {
  /** What to set, best first. Never empty. */
  ways: RankedRecords[];
  /** Whether it sees the name pointing at it; null when it has no opinion and our own look at DNS decides. */
  pointsHere: boolean | null;
  /** Proof that it still wants before it serves the name; empty when none. */
  proof: DnsRecord[];
};

/** What terminates TLS for custom hosts and takes their requests: Vercel, Caddy on one's own machine, or nothing (local). */
export type DomainsHost = {
  name: "local" | "caddy" | "vercel";
  /** CAA issuers (RFC 8659) any of which may sign for a name here. Empty: no certificate is asked for. */
  issuers: readonly string[];
  /** How a certificate is looked at; `none` where the platform itself is reached without TLS. */
  tls: "handshake" | "none";
  /** Makes the name ours there. Safe to call twice. */
  add(host: string): Promise<Result<AddOutcome, CallFailure>>;
  /** What to set for a name and what is seen of it; also for one that was not added yet. Changes nothing. */
  inspect(host: string): Promise<Result<Inspection, CallFailure>>;
  /** Asks again for the proof that `add` wanted. */
  verify(host: string): Promise<Result<void, HostFailure>>;
  /** Makes an added name answer 308 to another added one, or serve again when `target` is null. Safe to call twice. */
  redirect(host: string, target: string | null): Promise<Result<void, CallFailure>>;
  /** Lets the name go there. Ok also when it was not there. */
  remove(host: string): Promise<Result<void, CallFailure>>;
};
