import { ok } from "@/lib/core/result";
import { env } from "@/lib/env";
import type { DomainsHost } from "./port";
import { ownMachineWays } from "./targets";

/**
 * Caddy on one's own machine, with certificates on demand. It is never called: it asks us which names it may serve
 * (`GET /api/domains/permission`), so adding and removing are changes of our own list.
 */
export function caddyHost(): DomainsHost {
  return {
    name: "caddy",
    issuers: ["letsencrypt.org", "sectigo.com"],
    tls: "handshake",
    add: async () => ok({ status: "added" }),
    inspect: async (host) => ok({ ways: ownMachineWays(host, env()), pointsHere: null, proof: [] }),
    verify: async () => ok(),
    redirect: async () => ok(),
    remove: async () => ok(),
  };
}
