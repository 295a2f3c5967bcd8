import { startTallyStand } from "@/tests/contract/gateways/example/tally-stand";
import { startPagarmeStand } from "@/tests/contract/gateways/pagarme-stand";
import type { GatewayStand } from "@/tests/contract/gateways/stand";
import { startStripeStand } from "@/tests/contract/gateways/stripe-stand";

/** Every gateway that the suite runs over. A new provider adds its stand here and passes. */
export const stands: [string, () => Promise<GatewayStand>][] = [
  ["pagarme", startPagarmeStand],
  ["stripe", startStripeStand],
  // The worked example of docs/gateways.md.
  ["tally", startTallyStand],
];
