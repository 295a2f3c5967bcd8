import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { forgive, isWithinLimit } from "@/lib/security/rate-limit";
import { checkCredentials } from "./commands";
import { hasSecondFactor } from "./second-factor";
import { openSession, sessionDays } from "./sessions";

const isSecure = (): boolean => env().PLATFORM_URL.startsWith("https:");

/** `__Host-`: only this host, only over TLS, the whole path (RFC 6265bis §4.1.3.2). Store hosts never see it. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-vitrine.session" : "vitrine.session";
}

/**
 * next-auth for members: e-mail and password; the token carries only the id of a session row, which can be revoked. A person with
 * a second factor signs in on our own page, which asks for it: this door stays shut.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/login", error: "/login" },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(given, request) {
          const email = String(given?.email ?? "").trim();
          if (!(await isWithinLimit("signIn", email.toLowerCase()))) return null;
          const checked = await checkCredentials(email, String(given?.password ?? ""));
          if (!checked.ok) return null;
          await forgive("signIn", email.toLowerCase());
          if (await hasSecondFactor(checked.value.userId)) return null;
          const sessionId = await openSession(checked.value.userId, {
            userAgent: String(request.headers?.["user-agent"] ?? ""),
            address: "",
          });
          return { id: sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session, token }) => ({ expires: session.expires, sid: token.sid }),
    },
  };
}

export function sessionCookieOptions(): { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean } {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() };
}
