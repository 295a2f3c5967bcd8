import { ok } from "@/lib/core/result";
import { env } from "@/lib/env";
import type { DomainsHost } from "./port";
import { ownMachineWays } from "./targets";

/** A machine without TLS: `npm start`, development, tests. Nothing stands in front that would have to be told. */
export function localHost(): DomainsHost {
  return {
    name: "local",
    issuers: [],
    tls: "none",
    add: async () => ok({ status: "added" }),
    inspect: async (host) => ok({ ways: ownMachineWays(host, env()), pointsHere: null, proof: [] }),
    verify: async () => ok(),
    redirect: async () => ok(),
    remove: async () => ok(),
  };
}
