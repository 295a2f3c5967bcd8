import ipaddr from "ipaddr.js";
import { normaliseHost } from "@/lib/stores/hosts";
import { type Permission, permissions } from "./permission";

/** What Caddy reads is the status alone: 200 allows, everything else denies. 503 says that nobody knows yet. */
const statuses: Record<Permission, number> = { allowed: 200, refused: 404, not_ready: 503 };

/**
 * Caddy's question before it asks for a certificate and before it loads one: `GET /api/domains/permission?domain=`
 * (https://caddyserver.com/docs/caddyfile/options#on-demand-tls). The answer tells whose domains we serve, so only this machine
 * gets one: the request must be addressed to a loopback address and come from one. Whoever else asks finds nothing, 404.
 */
export async function answerPermission(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (!isOfThisMachine(request.headers)) return new Response(null, { status: 404, headers });
  const permission = await permissions().permissionFor(new URL(request.url).searchParams.get("domain"));
  return new Response(null, { status: statuses[permission], headers });
}

/** The framework writes the connection's own address into `x-forwarded-for` when no proxy did, and the host likewise. */
function isOfThisMachine(headers: Headers): boolean {
  const hosts = [headers.get("host"), headers.get("x-forwarded-host") ?? headers.get("host")];
  const from = headers.get("x-forwarded-for")?.split(",") ?? [];
  return hosts.every((host) => isLoopback(normaliseHost(host))) && from.every((address) => isLoopback(address.trim()));
}

function isLoopback(text: string | null): boolean {
  const address = text?.replace(/^\[|\]$/g, "") ?? "";
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}
