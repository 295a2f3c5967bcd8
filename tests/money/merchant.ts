import type { StoreView } from "@/lib/stores/types";
import type { FaultEffect } from "@/local/sandbox/faults";

export type Disturbed = "charge" | "find" | "refund" | "cancel" | "capture";

/** What a notice names: what happened (`paid`, `refunded`), and the attempt by the gateway's id and by our code. */
export type Hint = { about: "paid" | "refunded"; gatewayRef: string | null; gatewayCode: string };

/** One merchant with the gateway that takes the money, and what shoppers, banks and the merchant do there. */
export type Merchant = {
  provider: "pagarme" | "stripe";
  store: StoreView;
  rateId: string;
  /** As many as the shop offers for any amount. */
  maxInstalments: number;
  accountId: string;
  /** A notice knocks at the shop's door as this merchant's gateway sends it, under one id per hint. Answers the status. */
  knock(hint: Hint): Promise<number>;
  /** The same by somebody who does not know the secret. */
  knockAsStranger(hint: Hint): Promise<number>;
  /** The shopper's bank or card pays; `smaller` and `again` where the gateway can be paid so. False when it cannot be paid now. */
  pay(attemptId: string, how?: "pay" | "smaller" | "again"): Promise<boolean>;
  /** The merchant gives money back in the gateway's own dashboard; null is all. */
  refundInPanel(attemptId: string, amountCents: number | null): Promise<void>;
  /** The shopper chooses a bank debit on the gateway's page, which is paid, or bounces, some seconds later. False where there is none. */
  payLater(attemptId: string, ending: "paid" | "refused"): Promise<boolean>;
  dispute(attemptId: string): Promise<void>;
  /** The bank decides the dispute for the merchant. */
  winDispute(attemptId: string): Promise<void>;
  /** Whether the gateway has something under our code of the attempt. */
  knows(attemptId: string): Promise<boolean>;
  cardToken(card: string): Promise<string | null>;
  /** The next calls of that kind at the gateway are disturbed: one, or (null) all until the gateways are calm again. */
  disturb(operation: Disturbed, effect: FaultEffect, times?: number | null): Promise<void>;
  /** How many calls this merchant's gateway has disturbed since it was calm. */
  countStruck(): Promise<number>;
  /** The next notices are disturbed: one, or (null) all until the gateways are calm again. */
  disturbNotice(effect: FaultEffect, times?: number | null): Promise<void>;
};
