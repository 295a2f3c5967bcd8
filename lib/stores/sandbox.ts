import type { Env } from "@/lib/env";

type SandboxEnv = Pick<Env, "ALLOW_SANDBOX" | "STRIPE_API_BASE" | "PAGARME_API_BASE">;

const localHost = /(^|\.)(localhost|test|invalid)$|^127\.|^\[::1\]$/;
const realPagarme = "https://api.pagar.me/core/v5";

/** Whether pages of this host must say that payments are make-believe: a sandbox answers for a gateway, and the host is public. */
export function mustSaySandbox(host: string, env: SandboxEnv): boolean {
  const isSandbox = Boolean(env.STRIPE_API_BASE) || env.PAGARME_API_BASE !== realPagarme;
  return env.ALLOW_SANDBOX && isSandbox && !localHost.test(host);
}
