import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { sessionCookieName, sessionCookieOptions } from "./auth-options";

/** Long enough to find the phone. */
const maxAge = 600;
/** Another key than the session's: neither cookie passes for the other. */
const salt = "second-factor";

const cookieName = (): string => `${sessionCookieName()}-code`;

/** Remembers in this browser whose password was right, while the second factor is asked for. */
export async function writeChallenge(userId: string): Promise<void> {
  const value = await encode({ token: { uid: userId }, secret: env().NEXTAUTH_SECRET, maxAge, salt });
  (await cookies()).set(cookieName(), value, { ...sessionCookieOptions(), maxAge });
}

/** Who gave the right password in this browser within ten minutes, or null. */
export async function readChallenge(): Promise<string | null> {
  const value = (await cookies()).get(cookieName())?.value;
  if (!value) return null;
  try {
    const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET, salt });
    return typeof token?.uid === "string" ? token.uid : null;
  } catch {
    return null;
  }
}

export async function clearChallenge(): Promise<void> {
  (await cookies()).delete({ name: cookieName(), ...sessionCookieOptions() });
}
