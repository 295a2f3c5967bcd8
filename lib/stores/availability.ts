import { withPlatform } from "@/lib/db/transaction";
import { slugSchema, slugSuggestions, toSlug } from "./slugs";

export type Availability = { available: true; slug: string } | { available: false; slug: string; code: string; suggestion: string | null };

/** Open sign-ups hold their slug until they expire. */
const holding = ["started", "paid", "provisioning"];

/** Whether an address can be had now; otherwise why not, and the nearest one that can. Two queries at the most. */
export async function checkSlug(text: string): Promise<Availability> {
  const parsed = slugSchema.safeParse(text);
  if (!parsed.success) {
    const suggestion = slugSchema.safeParse(toSlug(text, 40));
    const code = parsed.error.issues[0]?.message ?? "slug_letters";
    return { available: false, slug: text, code, suggestion: suggestion.success && suggestion.data !== text ? suggestion.data : null };
  }
  const slug = parsed.data;
  const candidates = [slug, ...slugSuggestions(slug)];
  const taken = await takenAmong(candidates);
  if (!taken.has(slug)) return { available: true, slug };
  const suggestion = candidates.find((candidate) => !taken.has(candidate) && slugSchema.safeParse(candidate).success) ?? null;
  return { available: false, slug, code: "slug_taken", suggestion };
}

async function takenAmong(slugs: string[]): Promise<Set<string>> {
  return withPlatform(async (tx) => {
    const stores = await tx.store.findMany({ where: { slug: { in: slugs } }, select: { slug: true } });
    const signups = await tx.signup.findMany({
      where: { slug: { in: slugs }, status: { in: holding }, OR: [{ status: { not: "started" } }, { expiresAt: { gt: new Date() } }] },
      select: { slug: true },
    });
    return new Set([...stores, ...signups].map((row) => row.slug.toLowerCase()));
  });
}
