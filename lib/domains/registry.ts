import { env } from "@/lib/env";
import { caddyHost } from "./caddy";
import { localHost } from "./local";
import type { DomainsHost } from "./port";

/** What terminates TLS for custom hosts in this installation: the environment's `DOMAINS_HOST`. */
export function domainsHost(): DomainsHost {
  switch (env().DOMAINS_HOST) {
    case "local":
      return localHost();
    case "caddy":
      return caddyHost();
    case "vercel":
      throw new Error("DOMAINS_HOST=vercel is not served yet");
  }
}
