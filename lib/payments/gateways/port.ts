import type { Locale } from "@/lib/core/locale";
import type { Currency } from "@/lib/core/money";
import type { Provider } from "@/lib/core/provider";
import type { BooksAnswer, BooksQuestion } from "./books";

/**
 * What the application asks of any payment provider, in its own words: integer minor units, its own statuses. One file per
 * provider implements it and is the only importer of that provider's SDK; one contract suite runs over all of them.
 */
export type { Provider };
export type PaymentMethod = "card" | "pix" | "boleto" | "hosted";

/** A store's keys at a provider, opened. At Stripe the platform's key acts for the connected account `accountId`. */
export type GatewayCredentials = { accountId: string; publicKey: string; secretKey: string };

/** What a provider can do, as data: screens and rules read this, never the provider's name. */
export type Capabilities = {
  methods: readonly PaymentMethod[];
  currencies: readonly Currency[];
  instalments: boolean;
  partialRefunds: boolean;
  /** Card money can be held first and taken by `capture` later. */
  laterCapture: boolean;
  /** Methods whose money may come days later. */
  delayed: readonly PaymentMethod[];
  /** The API tells how a dispute that is lost ended; otherwise the merchant reads it in the provider's dashboard and says so here. */
  tellsLostDisputes: boolean;
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
  /** `later`: card money is only held until the merchant takes it. Other methods take it at once, whatever this says. */
  capture: "now" | "later";
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
  kind: "authorized" | "captured" | "refunded" | "refund_reversed" | "voided" | "disputed" | "dispute_won" | "dispute_lost";
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

/** Said of a payment that is contested by nobody now, `asOf` a moment of the gateway's clock. */
export type Uncontested = { gatewayRef: string; currency: Currency; asOf: Date };

/** A refund that the gateway took on and then could not make: the request for it is over, and its money is still here. */
export type FailedRefund = { gatewayRef: string; amountCents: number };

/** How the acquirer and the antifraud took a payment: for the merchant who asks why, never for the shopper. Absent where not told. */
export type ProcessingFacts = {
  acquirer?: string;
  code?: string;
  message?: string;
  authorisation?: string;
  /** The acquirer's own numbers of the transaction, which its support asks for. */
  transactionId?: string;
  sequence?: string;
  antifraud?: string;
  antifraudScore?: string;
  riskLevel?: string;
  /** The name on the card, and the gateway's mark that is the same for each payment with that card. */
  cardHolder?: string;
  cardFingerprint?: string;
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
  cardFirstSix?: string;
  cardLastFour?: string;
};

export const disputeStatuses = ["inquiry", "needs_response", "under_review", "won", "lost"] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/** Why a payer contests a payment, in our words; sentences are in the `admin-orders` catalogue under `dispute.reasons.*`. */
export const disputeReasons = [
  "fraudulent",
  "duplicate",
  "not_received",
  "not_as_described",
  "not_credited",
  "cancelled",
  "unrecognised",
  "other",
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** A payment that its payer contests at the bank. What it does to the money are facts (`disputed`, `dispute_won`, `dispute_lost`). */
export type DisputeState = {
  gatewayRef: string;
  /** An `inquiry` takes no money yet. */
  status: DisputeStatus;
  reason: DisputeReason;
  amountCents: number;
  /** Until when an answer counts; null where the gateway does not tell. */
  respondBy: Date | null;
  openedAt: Date;
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
  disputes: readonly DisputeState[];
  /** Where the gateway tells the end of a dispute only by not telling of it any more: ends those that the ledger holds as open. */
  uncontested?: Uncontested;
  failedRefunds: readonly FailedRefund[];
  /** The gateway's id of the refund that this answers, where it has one. */
  refundRef?: string;
  /** A refund was taken on that is neither made nor refused yet, where the sums do not hold it: asking anew could give back twice. */
  isRefunding?: boolean;
  processing?: ProcessingFacts;
};

export type GatewayAnswer =
  | { kind: "state"; state: PaymentState }
  /** The gateway understood and will never do it (bad data, bad key): final for this attempt. `refusedFields`: a refund's bank account. */
  | { kind: "rejected"; failure: FailureCode; detail: string; refundRef?: string; refusedFields?: readonly BankAccountField[] }
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
  /** Empty where the branch has none. */
  branchDigit: string;
  account: string;
  accountDigit: string;
  kind: "checking" | "savings";
};

export type BankAccountField = keyof BankAccount;

export type AttemptRef = {
  /** The gateway's id, when it was told to us. */
  gatewayRef: string | null;
  /** Our code, always. */
  reference: string;
  /** When we asked for the charge: where it has to be looked for by our code, it is not looked for at other times. */
  submittedAt?: Date | null;
};

/** A notification, read and authenticated but not believed: a hint to fetch the object again. */
export type Notice = { eventId: string; kind: string; accountId: string | null; reference: string | null; gatewayRef: string | null };

export type CredentialCheck = { ok: true; accountId: string } | { ok: false; code: "wrong_key" | "unreachable" | "mixed_modes" };

/** An adapter. `Name` is a provider of the application's, or of a test that shows how one is added. */
export type Gateway<Name extends string = Provider> = {
  readonly provider: Name;
  readonly capabilities: Capabilities;
  charge(credentials: GatewayCredentials, request: ChargeRequest): Promise<GatewayAnswer>;
  find(credentials: GatewayCredentials, attempt: AttemptRef): Promise<GatewayAnswer>;
  /** Ends an attempt that is not paid yet (hosted page, Pix, boleto) or voids an authorisation. Answers the state after it. */
  cancel(credentials: GatewayCredentials, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer>;
  capture(credentials: GatewayCredentials, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer>;
  /** Gives money back. Answers the state after it, with the new `refunded` fact when it is settled. */
  refund(credentials: GatewayCredentials, request: RefundRequest): Promise<GatewayAnswer>;
  checkCredentials(credentials: GatewayCredentials): Promise<CredentialCheck>;
  /** A page of the account's own books, for comparing them with ours. */
  listPayments(credentials: GatewayCredentials, question: BooksQuestion): Promise<BooksAnswer>;
};
