import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findLocale, type Locale, negotiateLocale } from "@/lib/core/locale";
import type { StoreView } from "@/lib/stores/types";
import { findMembership, listMemberships, type MembershipRow } from "./memberships";
import { isAllowed, type Permission, type Role } from "./permissions";
import { readSessionCookie } from "./session-cookie";
import { findSession, type SignedIn } from "./sessions";

export type Member = SignedIn & { role: Role };
export type MemberContext = { store: StoreView; member: Member; locale: Locale };

/** Who is signed in on this request, or null. Asked once per request. */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await readSessionCookie();
  return sessionId ? findSession(sessionId) : null;
});

/** The language of the platform for this request: the visitor's choice, else the browser's. */
export async function requestLocale(): Promise<Locale> {
  const chosen = findLocale((await cookies()).get("locale")?.value);
  return chosen ?? negotiateLocale((await headers()).get("accept-language"));
}

/** The signed-in person; sends everybody else to the sign-in page and back. */
export async function requireSignedIn(backTo: string): Promise<SignedIn> {
  const person = await findSignedIn();
  if (!person) redirect(`/login?next=${encodeURIComponent(backTo)}`);
  return person;
}

/**
 * The proven member of a store, for pages. Signed out: to the sign-in page. No member, or not allowed: not found, as if the
 * store did not exist.
 */
export const requireMember = cache(async (slug: string, permission: Permission = "store:read"): Promise<MemberContext> => {
  const person = await requireSignedIn(`/admin/${slug}`);
  const context = await findMember(person, slug);
  if (!context || !isAllowed(context.member.role, permission)) notFound();
  return context;
});

/** The same without redirects, for actions and routes. */
export async function findMember(person: SignedIn, slug: string): Promise<MemberContext | null> {
  const membership = await findMembership(person.userId, slug);
  if (!membership) return null;
  return { store: membership.store, member: { ...person, role: membership.role }, locale: await requestLocale() };
}

/** The stores that the signed-in person works for. */
export async function listOwnStores(person: SignedIn): Promise<MembershipRow[]> {
  return listMemberships(person.userId);
}

/** The signed-in operator; anybody else is answered not found. */
export async function requireOperator(): Promise<{ operator: SignedIn; locale: Locale }> {
  const person = await requireSignedIn("/operator/stores");
  if (!person.isOperator) notFound();
  return { operator: person, locale: await requestLocale() };
}
