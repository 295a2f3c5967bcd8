import type { ProjectDomain } from "@/local/vercel/model";

type Verification = { type: string; domain: string; value: string; reason: string };
export type DomainView = Omit<ProjectDomain, "challenge"> & { verification?: Verification[] };

/** A domain as the API shows it: what is to be proven stands there only while it is. */
export function domainView({ challenge, ...domain }: ProjectDomain): DomainView {
  if (domain.verified) return domain;
  const record = { type: "TXT", domain: `_vercel.${domain.apexName}`, value: challenge, reason: "pending_domain_verification" };
  return { ...domain, verification: [record] };
}
