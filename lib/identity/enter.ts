import { headers } from "next/headers";
import { requestAddress } from "@/lib/stores/request-host";
import { clearChallenge, writeChallenge } from "./challenge-cookie";
import { hasSecondFactor } from "./second-factor";
import { writeSessionCookie } from "./session-cookie";
import { openSession } from "./sessions";

/**
 * Lets a person in who gave a password or holds a mailed token: signs this browser in, or asks for the second factor first where
 * there is one. Answers where to go; `next` is a path of ours.
 */
export async function enter(userId: string, next: string): Promise<string> {
  if (await hasSecondFactor(userId)) {
    await writeChallenge(userId);
    return `/login/code?next=${encodeURIComponent(next)}`;
  }
  await signIn(userId);
  return next;
}

/** Signs this browser in, for a person who has proven everything that is asked. */
export async function signIn(userId: string): Promise<void> {
  const userAgent = (await headers()).get("user-agent") ?? "";
  await writeSessionCookie(await openSession(userId, { userAgent, address: await requestAddress() }));
  await clearChallenge();
}
