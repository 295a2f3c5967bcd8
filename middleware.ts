import { type NextRequest, NextResponse } from "next/server";
import { findLocale, negotiateLocale } from "@/lib/core/locale";
import { env } from "@/lib/env";
import { contentPolicy } from "@/lib/security/content-policy";
import { askDestination } from "@/lib/stores/ask-destination";
import { carriedParam, sealCarriedCart } from "@/lib/stores/carried-cart";
import { DestinationTable } from "@/lib/stores/destination-table";
import { addressOf, classifyHost } from "@/lib/stores/hosts";
import { storefrontRoute } from "@/lib/stores/storefront-path";

/** Paths of the platform that exist once per language; the rest of the platform asks the request for its language. */
const marketingPaths = new Set(["/", "/pricing", "/legal/terms", "/legal/privacy"]);
/** What the machine itself may ask on a loopback address. */
const machinePaths = /^\/api\/(health|ready|domains\/destination|events\/[a-z-]+)$/;

/** Named in `htmlLimitedBots`. */
const perRequestMark = " vitrine-per-request";

export const config = {
  runtime: "nodejs",
  // The permission endpoint decides for itself who may ask, and is asked in the middle of a handshake: nothing stands before it.
  matcher: ["/((?!_next/static|_next/image|media/|favicon.ico|brand/|api/domains/permission$).*)"],
};

/** Where hosts lead, as this process last heard. */
const destinations = new DestinationTable({ ask: askDestination });
/** Short: browsers would keep a 308 for good, also after the merchant chose another primary host. */
const movedCacheSeconds = 300;

/**
 * Host -> platform or store. No session, no database: which store owns a host is asked by the page. Whether a host gave way to its
 * store's primary one is known from a table in memory, because a page cannot redirect with the query it is cached without.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const target = classifyHost(hostOf(request), env().PLATFORM_URL);

  if (target.kind === "invalid" || !isReadable(pathname, search)) return new NextResponse("Bad Request", { status: 400 });
  if (target.kind === "machine" && !machinePaths.test(pathname)) return new NextResponse("Not Found", { status: 404 });
  if (target.kind === "store") return toStore(request, target.host);
  return toPlatform(request);
}

/** The host that was asked for: the proxy's word where one is trusted, never a caller's own. Actions compare their Origin with it. */
function hostOf({ headers }: NextRequest): string | null {
  return (env().TRUST_PROXY ? headers.get("x-forwarded-host") : null) ?? headers.get("host");
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

async function toStore(request: NextRequest, host: string): Promise<NextResponse> {
  const { pathname: path, searchParams } = request.nextUrl;
  if (isNavigation(request)) {
    const destination = await destinations.of(host);
    if (destination.kind === "moved") return moved(request, destination.to);
    if (destination.kind === "gone") return answer(request, `/store/${host}/gone`, true);
    if (searchParams.has(carriedParam)) return takeCart(request, host);
  }
  const previewToken = request.cookies.get("preview")?.value;
  const route = storefrontRoute({ host, path, params: searchParams.keys(), previewToken });
  return answer(request, route, path.startsWith("/checkout") || path.startsWith("/orders"));
}

/** Somebody opens a page. What an open page asks for meanwhile goes on being answered where it is. */
function isNavigation({ method, headers }: NextRequest): boolean {
  const mode = headers.get("sec-fetch-mode");
  return (method === "GET" || method === "HEAD") && (mode === null || mode === "navigate");
}

/** To the same path and query at the primary host; the cart goes along, because cookies do not. */
function moved(request: NextRequest, host: string): NextResponse {
  const target = new URL(addressOf(host, env().PLATFORM_URL) + request.nextUrl.pathname + request.nextUrl.search);
  const cart = request.cookies.get("cart")?.value;
  if (cart) target.searchParams.set(carriedParam, sealCarriedCart(cart, host));
  const caching = cart ? "no-store" : `public, max-age=${movedCacheSeconds}`;
  return new NextResponse(null, { status: 308, headers: { Location: target.toString(), "Cache-Control": caching, Vary: "Cookie" } });
}

function takeCart(request: NextRequest, host: string): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const left = new URLSearchParams(searchParams);
  left.delete(carriedParam);
  const query = new URLSearchParams({
    [carriedParam]: searchParams.get(carriedParam) ?? "",
    to: `${pathname}${left.size > 0 ? `?${left}` : ""}`,
  });
  return answer(request, `/store/${host}/cart/carried?${query}`, true);
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
  headers.set("x-forwarded-host", hostOf(request) ?? "");
  const [pathname = "", query] = path.split("?");
  const url = request.nextUrl.clone();
  url.pathname = pathname;
  if (query !== undefined) url.search = `?${query}`;
  const response =
    path === request.nextUrl.pathname ? NextResponse.next({ request: { headers } }) : NextResponse.rewrite(url, { request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
