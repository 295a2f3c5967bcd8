/** What one resolver said of one name and type. */
export type Answer =
  | { kind: "values"; values: string[] }
  /** The name exists, and has nothing of this type. */
  | { kind: "none" }
  /** The name does not exist (NXDOMAIN). */
  | { kind: "no_name" }
  /** The resolver could not find out (SERVFAIL): the name's servers fail, or DNSSEC does not hold. */
  | { kind: "failed" }
  /** No answer, or a refusal: says nothing of the name. */
  | { kind: "silent" };

/** What one resolver sees of a host. */
export type View = { resolver: string; alias: Answer; ipv4: Answer; ipv6: Answer; proof: Answer };

/** Everything that DNS says of a host now, as several resolvers see it. */
export type DnsFacts = {
  host: string;
  apex: string;
  views: View[];
  /** Whether the registrable name is delegated at all; null when nobody answered. */
  isRegistered: boolean | null;
  nameservers: string[];
  /** The issuers that the nearest CAA records let sign (RFC 8659); null when there are none and everybody may. */
  caa: string[] | null;
  /** Resolvers that check signatures fail, and the same question without checking is answered. */
  isSignatureBroken: boolean;
  /** Names below the host at which its address stands by mistake. */
  misplaced: string[];
  /** Names other than the right one at which our TXT stands. */
  misplacedProof: string[];
  /** Addresses that lead here: those to set, and those of the name to set as CNAME. */
  accepted: string[];
};

/** The values of an answer; none when it has none. */
export function valuesOf(answer: Answer): string[] {
  return answer.kind === "values" ? answer.values : [];
}

/** Whether the resolver said anything at all of the host. */
export function isHeard(view: View | undefined): boolean {
  return view !== undefined && [view.alias, view.ipv4, view.ipv6].some((answer) => answer.kind !== "silent");
}

/** Quotes and spaces around a value are what panels make of it, not a different value. */
export function isProof(seen: string, wanted: string): boolean {
  return (
    seen
      .trim()
      .replace(/^["']+|["']+$/g, "")
      .trim() === wanted
  );
}
