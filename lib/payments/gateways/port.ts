import type { Locale } from "@/lib/core/locale";
import type { Currency } from "@/lib/core/money";

/**
 * What the application asks of any payment provider, in its own words: integer minor units, its own statuses. One file per
 * provider implements it and is the only importer of that provider's SDK; one contract suite runs over all of them.
 */
export type Provider = "pagarme" | "stripe";
export type PaymentMethod = "card" | "pix" | "boleto" | "hosted";

/** A store's keys at a provider, opened. At Stripe the platform's key acts for the connected account `accountId`. */
export type GatewayCredentials = { accountId: string; publicKey: string; secretKey: string };

/** What a provider can do, as data: screens and rules read this, never the provider's name. */
export type Capabilities = {
  methods: readonly PaymentMethod[];
  currencies: readonly Currency[];
  instalments: boolean;
  partialRefunds: boolean;
  /** Methods whose money may come days later. */
  delayed: readonly PaymentMethod[];
};

export type PostalAddress = {
  line1: string;
  number: string;
  line2: string;
  district: string;
  city: string;
  /** Two letters in Brazil and the United States. */
  state: string;
  /** Digits only in Brazil. */
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
};

export type Payer = {
  name: string;
  email: string;
  /** E.164, or empty. */
  phone: string;
  /** CPF (11 digits) or CNPJ (14), or empty outside Brazil. */
  document: string;
  address: PostalAddress;
};

export type ChargeItem = { code: string; description: string; unitPriceCents: number; quantity: number };

export type MethodRequest =
  | { kind: "card"; token: string; instalments: number }
  | { kind: "pix"; expiresAt: Date }
  | { kind: "boleto"; dueAt: Date; instructions: string }
  | { kind: "hosted"; successUrl: string; cancelUrl: string; expiresAt: Date };

export type ChargeRequest = {
  /** `store:order:attempt:operation`: the same request twice charges once. */
  idempotencyKey: string;
  /** Our code at the gateway: what the poller asks by when an answer was lost. */
  reference: string;
  amountCents: number;
  currency: Currency;
  locale: Locale;
  method: MethodRequest;
  payer: Payer;
  items: readonly ChargeItem[];
  shippingCents: number;
  /** Taken off the items' sum; interest of instalments is `interestCents`. */
  discountCents: number;
  interestCents: number;
  shippingName: string;
  storeName: string;
  /** Shown on the card's statement; cleaned and cut by the adapter. */
  statementName: string;
};

/** Where an attempt stands at the gateway. */
export type GatewayStatus = "requires_action" | "pending" | "authorized" | "captured" | "failed" | "expired" | "voided";

/** A fact about money, as the gateway states it. `gatewayRef` makes it unique per kind: appending it twice appends it once. */
export type MoneyFact = {
  kind: "authorized" | "captured" | "refunded" | "voided" | "disputed" | "dispute_won" | "dispute_lost";
  gatewayRef: string;
  amountCents: number;
  currency: Currency;
  occurredAt: Date;
  /**
   * Set where the gateway tells only the sum so far of this kind under this reference (a second partial refund makes it grow).
   * `newFacts` (gateways/facts.ts) turns it into the difference to what the ledger holds.
   */
  isTotal?: true;
};

/** What the shopper needs to pay or to recognise the payment. */
export type PaymentDisplay = {
  redirectUrl?: string;
  pixCode?: string;
  pixImageUrl?: string;
  boletoLine?: string;
  boletoBarcodeUrl?: string;
  boletoUrl?: string;
  cardBrand?: string;
  cardLastFour?: string;
};

/** Why a payment was refused, in our words; sentences are in the `order` catalogue under `failure.*`. */
export const failureCodes = [
  "card_declined",
  "insufficient_funds",
  "card_expired",
  "wrong_card_data",
  "suspected_fraud",
  "authentication_failed",
  "token_expired",
  "payment_expired",
  "shopper_cancelled",
  "gateway_refused",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** The gateway's object as fetched: the truth about an attempt. */
export type PaymentState = {
  gatewayRef: string;
  status: GatewayStatus;
  facts: readonly MoneyFact[];
  display: PaymentDisplay;
  /** When the means to pay ends (Pix code, boleto, hosted page). */
  expiresAt: Date | null;
  failure: FailureCode | null;
  /** A status word of the gateway that we do not know; it is kept and flagged, and changes nothing. */
  unknownWord: string | null;
};

export type GatewayAnswer =
  | { kind: "state"; state: PaymentState }
  /** The gateway understood and will never do it (bad data, bad key): final for this attempt. */
  | { kind: "rejected"; failure: FailureCode; detail: string }
  /** Nothing under this reference. */
  | { kind: "not_found" }
  /** Time-out, 5xx, unreadable answer: it may have happened. Never a failure; ask again. */
  | { kind: "unknown"; detail: string };

export type RefundRequest = {
  idempotencyKey: string;
  gatewayRef: string;
  amountCents: number;
  reason: string;
  /** Where a boleto's money goes back to. */
  bankAccount?: BankAccount;
};

export type BankAccount = {
  holderName: string;
  holderDocument: string;
  bank: string;
  branch: string;
  account: string;
  accountDigit: string;
  kind: "checking" | "savings";
};

export type AttemptRef = {
  /** The gateway's id, when it was told to us. */
  gatewayRef: string | null;
  /** Our code, always. */
  reference: string;
};

/** A notification, read and authenticated but not believed: a hint to fetch the object again. */
export type Notice = { eventId: string; kind: string; accountId: string | null; reference: string | null; gatewayRef: string | null };

export type CredentialCheck = { ok: true; accountId: string } | { ok: false; code: "wrong_key" | "unreachable" | "mixed_modes" };

export type Gateway = {
  readonly provider: Provider;
  readonly capabilities: Capabilities;
  charge(credentials: GatewayCredentials, request: ChargeRequest): Promise<GatewayAnswer>;
  find(credentials: GatewayCredentials, attempt: AttemptRef): Promise<GatewayAnswer>;
  /** Ends an attempt that is not paid yet (hosted page, Pix, boleto) or voids an authorisation. Answers the state after it. */
  cancel(credentials: GatewayCredentials, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer>;
  capture(credentials: GatewayCredentials, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer>;
  /** Gives money back. Answers the state after it, with the new `refunded` fact when it is settled. */
  refund(credentials: GatewayCredentials, request: RefundRequest): Promise<GatewayAnswer>;
  checkCredentials(credentials: GatewayCredentials): Promise<CredentialCheck>;
};
