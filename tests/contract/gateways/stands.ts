import type { Provider } from "@/lib/payments/gateways/port";
import { startPagarmeStand } from "@/tests/contract/gateways/pagarme-stand";
import type { GatewayStand } from "@/tests/contract/gateways/stand";

/** Every gateway that the suite runs over. A new provider adds its stand here and passes. */
export const stands: [Provider, () => Promise<GatewayStand>][] = [["pagarme", startPagarmeStand]];
