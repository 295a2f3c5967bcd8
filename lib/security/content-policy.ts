import { earlyPressHash } from "@/lib/core/early-press";
import type { Env } from "@/lib/env";
import { gatewayOrigins, type OriginsEnv } from "./gateway-origins";

type PolicyInput = { nonce: string | null; env: OriginsEnv & Pick<Env, "NODE_ENV"> };

/**
 * The Content-Security-Policy of a page. With a nonce (admin, sign-in, checkout) only scripts that carry it run, and the one that
 * keeps early presses; cached pages allow this origin's scripts and the framework's inline ones. Cards go from the browser to the
 * gateway: its origin may be connected to, and a form may end on the hosted checkout.
 */
export function contentPolicy({ nonce, env }: PolicyInput): string {
  const { connect, form } = gatewayOrigins(env);
  const isDevelopment = env.NODE_ENV === "development";
  const scripts = nonce ? `'self' 'nonce-${nonce}' '${earlyPressHash}' 'strict-dynamic'` : "'self' 'unsafe-inline'";
  return [
    "default-src 'self'",
    `script-src ${scripts}${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(" ")}${isDevelopment ? " ws:" : ""}`,
    `form-action ${["'self'", ...form].join(" ")}`,
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "object-src 'none'",
  ].join("; ");
}
