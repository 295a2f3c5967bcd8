/**
 * What can stand in the way of a domain. Each has a sentence and a remedy of its own in the catalogue `domains`
 * (`problems.{code}.what`, `problems.{code}.remedy`); a test holds the two lists together.
 */
export const problems = [
  /* our own TXT */
  "txt_missing",
  "txt_wrong",
  "txt_wrong_place",
  /* where the name points */
  "no_record",
  "wrong_place",
  "points_elsewhere",
  "cname_at_apex",
  "old_address_beside",
  "stray_ipv6",
  "behind_cdn",
  "still_propagating",
  /* the name itself */
  "caa_forbids",
  "dnssec_broken",
  "servers_failing",
  "registration_expired",
  "resolvers_silent",
  /* who holds it */
  "other_account",
  "other_store",
  /* the certificate */
  "certificate_pending",
  "wrong_certificate",
  "certificate_untrusted",
  "tls_unreachable",
  /* what terminates TLS */
  "host_unreachable",
  "host_refused",
  "name_refused",
] as const;
export type Problem = (typeof problems)[number];

/** The problem named by the text, or null. */
export function findProblem(text: string | null): Problem | null {
  return problems.find((known) => known === text) ?? null;
}
