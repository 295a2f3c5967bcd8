import { NextResponse } from "next/server";
import { findLocale } from "@/lib/core/locale";
import { env } from "@/lib/env";
import { localPath } from "@/lib/security/local-path";

/** Remembers the visitor's language and goes back to the page. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const locale = findLocale(query.get("to"));
  const response = NextResponse.redirect(new URL(localPath(query.get("next"), "/"), env().PLATFORM_URL), 303);
  if (locale) response.cookies.set("locale", locale, { path: "/", maxAge: 31_536_000, sameSite: "lax" });
  return response;
}
