import { type NextRequest, NextResponse } from "next/server";
import { findLocale, negotiateLocale } from "@/lib/core/locale";
import { env } from "@/lib/env";
import { contentPolicy } from "@/lib/security/content-policy";
import { classifyHost } from "@/lib/stores/hosts";
import { storefrontRoute } from "@/lib/stores/storefront-path";

/** Paths of the platform that exist once per language; the rest of the platform asks the request for its language. */
const marketingPaths = new Set(["/", "/pricing", "/legal/terms", "/legal/privacy"]);
/** What the machine itself may ask on a loopback address. */
const machinePaths = /^\/api\/(health|ready|domains\/permission|events\/[a-z-]+)$/;

/** Named in `htmlLimitedBots`. */
const perRequestMark = " vitrine-per-request";

export const config = {
  runtime: "nodejs",
  matcher: ["/((?!_next/static|_next/image|media/|favicon.ico|brand/).*)"],
};

/** Host -> platform or store. No I/O, no session, no database: which store owns a host is asked by the page. */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const forwarded = env().TRUST_PROXY ? request.headers.get("x-forwarded-host") : null;
  const target = classifyHost(forwarded ?? request.headers.get("host"), env().PLATFORM_URL);

  if (target.kind === "invalid" || !isReadable(pathname, search)) return new NextResponse("Bad Request", { status: 400 });
  if (target.kind === "machine" && !machinePaths.test(pathname)) return new NextResponse("Not Found", { status: 404 });
  if (target.kind === "store") return toStore(request, target.host);
  return toPlatform(request);
}

/** Percent signs that say no text are refused, and so is the NUL: nothing is called by it, and Postgres takes it in no text. */
function isReadable(path: string, search: string): boolean {
  if (/%00/.test(path + search)) return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function toStore(request: NextRequest, host: string): NextResponse {
  const { pathname: path, searchParams } = request.nextUrl;
  const previewToken = request.cookies.get("preview")?.value;
  const route = storefrontRoute({ host, path, params: searchParams.keys(), previewToken });
  return answer(request, route, path.startsWith("/checkout") || path.startsWith("/orders"));
}

function toPlatform(request: NextRequest): NextResponse {
  const path = request.nextUrl.pathname;
  if (path === "/store" || path.startsWith("/store/")) return answer(request, "/missing", true);
  if (path.startsWith("/api/")) return NextResponse.next();
  if (!marketingPaths.has(path)) return answer(request, path, !/^\/(en|pt-BR)(\/|$)/.test(path));
  const locale = findLocale(request.cookies.get("locale")?.value) ?? negotiateLocale(request.headers.get("accept-language"));
  return answer(request, `/${locale}${path === "/" ? "" : path}`, false);
}

/**
 * With cached components the framework sends a page's static shell, and with it a 200, before the page can answer "not found" or
 * redirect, except to clients that `htmlLimitedBots` of next.config.js names. Pages that decide who is there name themselves so.
 */
function userAgent(request: NextRequest, isPerRequest: boolean): string {
  const given = (request.headers.get("user-agent") ?? "").replaceAll(perRequestMark, "");
  return isPerRequest ? `${given}${perRequestMark}` : given;
}

/** Pages rendered per request carry a nonce; cached pages cannot, and get a list of sources. */
function answer(request: NextRequest, path: string, isPerRequest: boolean): NextResponse {
  const nonce = isPerRequest ? crypto.randomUUID().replaceAll("-", "") : null;
  const policy = contentPolicy({ nonce, env: env() });
  const headers = new Headers(request.headers);
  headers.delete("x-nonce");
  headers.set("user-agent", userAgent(request, isPerRequest));
  if (nonce) {
    headers.set("x-nonce", nonce);
    headers.set("content-security-policy", policy);
  }
  const url = request.nextUrl.clone();
  url.pathname = path;
  const response =
    path === request.nextUrl.pathname ? NextResponse.next({ request: { headers } }) : NextResponse.rewrite(url, { request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
