/** Longest label of a DNS name (RFC 1035, 2.3.4). */
const longestLabel = 63;

/** What a person types, as it can stand in an address: lower case, no accents, hyphens for anything else. A hyphen being typed stays. */
export function slugAsTyped(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, longestLabel);
}

/** The address read as a name, for a sign: `casa-do-vale` is "Casa do vale". */
export function nameFromSlug(slug: string): string {
  const words = slug.replace(/-+/g, " ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What the platform says about an address. A suggestion is free at that moment, no promise. */
export type Availability = { status: "free" } | { status: "taken"; suggestion: string | null } | { status: "invalid" };

/** Reads the reply of the availability endpoint; null for anything else. */
export function findAvailability(reply: unknown): Availability | null {
  if (typeof reply !== "object" || reply === null || !("status" in reply)) return null;
  if (reply.status === "free" || reply.status === "invalid") return { status: reply.status };
  if (reply.status !== "taken") return null;

  const suggestion = "suggestion" in reply && typeof reply.suggestion === "string" ? reply.suggestion : null;
  return { status: "taken", suggestion };
}
