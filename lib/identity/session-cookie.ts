import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { sessionCookieName, sessionCookieOptions } from "./auth-options";
import { sessionDays } from "./sessions";

const maxAge = sessionDays * 86_400;

/** Puts the session into next-auth's own cookie, so that signing in works as a plain form too. */
export async function writeSessionCookie(sessionId: string): Promise<void> {
  const value = await encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET, maxAge });
  (await cookies()).set(sessionCookieName(), value, { ...sessionCookieOptions(), maxAge });
}

/** The session id in the request's cookie, or null when there is none or it was not made by us. */
export async function readSessionCookie(): Promise<string | null> {
  const value = (await cookies()).get(sessionCookieName())?.value;
  if (!value) return null;
  try {
    const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).delete({ name: sessionCookieName(), ...sessionCookieOptions() });
}
