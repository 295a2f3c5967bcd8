import { env } from "@/lib/env";
import { previewCookie } from "./preview";

const lifeSeconds = 7 * 24 * 60 * 60;

type CookieOptions = { path: string; httpOnly: boolean; sameSite: "lax"; secure: boolean; maxAge: number };
type Jar = { set(name: string, value: string, options: CookieOptions): unknown };

/** Lets this browser look into an unpublished store for a week, or until its preview password changes. */
export function setPreviewCookie(jar: Jar, token: string): void {
  const secure = env().PLATFORM_URL.startsWith("https:");
  jar.set(previewCookie, token, { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: lifeSeconds });
}
