import { kind } from "@/local/sandbox/records";

/** How Pix and boleto are paid in a sandbox account: as the vendor's simulator does, or only from the payer's page. */
export type PayerMode = "simulator" | "by_hand";

/** A merchant's account at the gateway. Its secret key opens the API, its public key only turns cards into tokens. */
export type Account = { id: string; name: string; secretKey: string; publicKey: string; payer: PayerMode };

/** A notification address as a merchant types it into the dashboard. `events` is `*` or a list of names. */
export type Endpoint = { id: string; url: string; user: string; password: string; events: string[] };

export type Address = { line_1: string; line_2?: string | undefined; zip_code: string; city: string; state: string; country: string };
export type Phone = { country_code: string; area_code: string; number: string };

export type Customer = {
  id: string;
  code?: string | undefined;
  name: string;
  email: string;
  type: "individual" | "company";
  document?: string | undefined;
  documentType?: string | undefined;
  phones: Record<string, Phone>;
  address?: Address | undefined;
  createdAt: string;
  updatedAt: string;
};

/** What the simulator does with a card; the number itself is never kept. */
export type CardScript = "approve" | "refuse" | "settle_later" | "fail_later" | "refund_fails_first" | "cancel_later" | "chargeback_later";

export type Card = {
  id: string;
  firstSix: string;
  lastFour: string;
  brand: string;
  holderName: string;
  holderDocument?: string | undefined;
  expMonth: number;
  expYear: number;
  billingAddress?: Address | undefined;
  script: CardScript;
};

export type Token = { id: string; card: Omit<Card, "id" | "billingAddress">; expiresAt: string; usedAt?: string | undefined };

export type OrderStatus = "pending" | "paid" | "canceled" | "failed";
export type ChargeStatus = "pending" | "processing" | "paid" | "failed" | "canceled" | "overpaid" | "underpaid" | "chargedback";

export type OrderItem = { id: string; code: string; description: string; amount: number; quantity: number };

export type Order = {
  id: string;
  code: string;
  amount: number;
  status: OrderStatus;
  closed: boolean;
  closedAt?: string | undefined;
  items: OrderItem[];
  shipping?: object | undefined;
  customer: Customer;
  chargeIds: string[];
  metadata: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
};

export type CardOperation = "auth_and_capture" | "auth_only" | "pre_auth";

export type CardMethod = { type: "credit_card"; card: Card; installments: number; descriptor: string; operation: CardOperation };
export type PixMethod = { type: "pix"; code: string; expiresAt: string; notes: { name: string; value: string }[] };
export type BoletoMethod = {
  type: "boleto";
  barcode: string;
  line: string;
  bank: string;
  ourNumber: string;
  documentNumber: string;
  instructions: string;
  dueAt: string;
  billingAddress: Address;
};
export type Method = CardMethod | PixMethod | BoletoMethod;

export type Transaction = {
  id: string;
  gatewayId: string;
  amount: number;
  status: string;
  success: boolean;
  attempt: number;
  createdAt: string;
  updatedAt: string;
  acquirer?: { code: string; message: string } | undefined;
  antifraud?: "approved" | "reproved" | undefined;
  errors: string[];
};

/** What happens to a charge by itself later on. `at` is in Unix seconds of the sandbox clock. */
export type Planned = { at: number; step: PlannedStep };
export type PlannedStep =
  | { kind: "succeed" }
  | { kind: "fail"; reason: string }
  | { kind: "cancel" }
  | { kind: "pay"; amount: number }
  | { kind: "expire" }
  | { kind: "refund"; amount: number }
  | { kind: "refund_bounces"; amount: number; reason: string }
  | { kind: "chargeback" };

export type Charge = {
  id: string;
  orderId: string;
  code: string;
  gatewayId: string;
  amount: number;
  paidAmount: number;
  canceledAmount: number;
  status: ChargeStatus;
  method: Method;
  transaction: Transaction;
  customer: Customer;
  metadata: Record<string, unknown>;
  dueAt?: string | undefined;
  paidAt?: string | undefined;
  canceledAt?: string | undefined;
  plan: Planned[];
  /** The earliest time in `plan`, in Unix seconds; null when nothing is planned. */
  wakeAt: number | null;
  createdAt: string;
  updatedAt: string;
};

/** The names under which the sandbox keeps its records. Accounts live in the empty scope, all else in its account's. */
export const kinds = {
  account: kind<Account>("account"),
  endpoint: kind<Endpoint>("endpoint"),
  customer: kind<Customer>("customer"),
  card: kind<Card>("card"),
  token: kind<Token>("token"),
  order: kind<Order>("order"),
  charge: kind<Charge>("charge"),
} as const;
