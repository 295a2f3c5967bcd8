import { createHmac } from "node:crypto";
import type { Notice } from "@/local/sandbox/notice-rows";
import type { Records } from "@/local/sandbox/records";
import { endpointSecrets } from "@/local/stripe/connect/webhook-routes";
import type { Endpoint } from "@/local/stripe/work";

/**
 * The header that proves a notification: https://docs.stripe.com/webhooks#verify-manually
 * It carries the machine's time, not the sandbox's, because the receiver compares it with its own.
 */
export async function signNotice(records: Records, endpoints: readonly Endpoint[], notice: Notice): Promise<Record<string, string>> {
  const secret =
    endpoints.find((endpoint) => endpoint.id === notice.audience)?.secret ??
    (await records.in("").get(endpointSecrets, notice.audience))?.secret;
  if (!secret) throw new Error(`no signing secret for endpoint ${notice.audience}`);

  const seconds = Math.floor(Date.now() / 1000);
  const key = notice.forged ? `forged-${secret}` : secret;
  const signature = createHmac("sha256", key).update(`${seconds}.${notice.body}`).digest("hex");
  return { "stripe-signature": `t=${seconds},v1=${signature}`, "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)" };
}
