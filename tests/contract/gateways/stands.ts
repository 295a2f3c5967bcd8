import type { Provider } from "@/lib/payments/gateways/port";
import { startPagarmeStand } from "@/tests/contract/gateways/pagarme-stand";
import type { GatewayStand } from "@/tests/contract/gateways/stand";
import { startStripeStand } from "@/tests/contract/gateways/stripe-stand";

/** Every gateway that the suite runs over. A new provider adds its stand here and passes. */
export const stands: [Provider, () => Promise<GatewayStand>][] = [
  ["pagarme", startPagarmeStand],
  ["stripe", startStripeStand],
];
