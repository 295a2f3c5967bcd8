import { type Env, env } from "@/lib/env";
import { caddyHost } from "./caddy";
import { localHost } from "./local";
import type { DomainsHost } from "./port";
import { vercelHost } from "./vercel";
import type { VercelOptions } from "./vercel-client";

/** What terminates TLS for custom hosts in this installation: the environment's `DOMAINS_HOST`. */
export function domainsHost(): DomainsHost {
  switch (env().DOMAINS_HOST) {
    case "local":
      return localHost();
    case "caddy":
      return caddyHost();
    case "vercel":
      return vercelHost(vercelOptions(env()));
  }
}

function vercelOptions({ VERCEL_API_BASE, VERCEL_TOKEN, VERCEL_PROJECT_ID, VERCEL_TEAM_ID }: Env): VercelOptions {
  if (!VERCEL_TOKEN || !VERCEL_PROJECT_ID) throw new Error("DOMAINS_HOST=vercel needs VERCEL_TOKEN and VERCEL_PROJECT_ID");
  return { apiBase: VERCEL_API_BASE, token: VERCEL_TOKEN, projectId: VERCEL_PROJECT_ID, teamId: VERCEL_TEAM_ID ?? null };
}
