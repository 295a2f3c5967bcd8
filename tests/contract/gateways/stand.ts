import type { ChargeRequest, Gateway, GatewayCredentials, PaymentState } from "@/lib/payments/gateways/port";
import type { FaultEffect } from "@/local/sandbox/faults";

/** What the suite disturbs, in the port's words; a stand knows which of the provider's operations that is. */
export type Disturbed = "charge" | "find" | "refund" | "cancel";

/** One provider's adapter against that provider's sandbox, with everything the suite needs a shopper or merchant to do. */
export type GatewayStand = {
  gateway: Gateway<string>;
  /** The same adapter, giving up after half a second. */
  impatient: Gateway<string>;
  /** The same adapter, where nothing answers. */
  unreachable: Gateway<string>;
  credentials: GatewayCredentials;
  /** Another merchant's, who must see nothing of the first one's. */
  strangerCredentials: GatewayCredentials;
  wrongCredentials: GatewayCredentials;
  /** A request whose payment waits for the shopper (Pix, hosted page), with a reference and key of its own. */
  request(changes?: Partial<ChargeRequest>): ChargeRequest;
  /** The shopper pays. */
  pay(state: PaymentState): Promise<void>;
  /** The time to pay runs out. */
  lapse(state: PaymentState): Promise<void>;
  /** The merchant refunds in the provider's dashboard; null is all. */
  refundInDashboard(state: PaymentState, amountCents: number | null): Promise<void>;
  /** A request that can end in a dispute, paid, and then disputed by the card's owner. */
  paidThenDisputed(): Promise<PaymentState>;
  /** The bank decides the dispute of a disputed payment for the merchant. */
  winDispute(state: PaymentState): Promise<void>;
  /** A refund of this amount that was made, and later comes back; null where the provider tells of no such thing. */
  refundThatComesBack: ((state: PaymentState, amountCents: number) => Promise<void>) | null;
  disturb(operation: Disturbed, effect: FaultEffect): Promise<void>;
  close(): Promise<void>;
};
