import type { Currency } from "@/lib/core/money";
import type { PaymentState } from "./port";

/** A payment as the gateway's own books list it, whoever made it: by us, by hand in its dashboard, or by another program. */
export type ListedPayment = {
  /** The gateway's id under which an attempt of ours would be known (`or_…`, `cs_…`), else the id of the payment itself. */
  gatewayRef: string;
  /** Further ids of it that our ledger may hold (`ch_…`, `pi_…`). */
  otherRefs: readonly string[];
  /** Our code, where the payment carries one. */
  reference: string | null;
  currency: Currency;
  capturedCents: number;
  refundedCents: number;
  /** Its payer contests it, or contested it and won or lost. */
  isDisputed: boolean;
  createdAt: Date;
};

/** A page of the books. `next` asks for the page after it; null at the end. A payment may stand on more than one page. */
export type BooksAnswer =
  | { kind: "page"; payments: readonly ListedPayment[]; next: string | null }
  /** The account's keys are not taken any more, or it was taken away from the platform: asking again answers the same. */
  | { kind: "refused"; detail: string }
  /** No readable answer: nothing is known of the books. */
  | { kind: "unknown"; detail: string };

export type BooksQuestion = {
  /** Payments made at the gateway from this moment on; older ones too that were refunded or contested since, where it lists those. */
  since: Date;
  /** `next` of the page before; null for the first. */
  cursor: string | null;
};

/** The sums that a state's facts tell; running totals and single facts alike. Cents. */
export function sumsTold({ facts }: Pick<PaymentState, "facts">): { capturedCents: number; refundedCents: number } {
  const sum = (wanted: string) => facts.reduce((total, { kind, amountCents }) => (kind === wanted ? total + amountCents : total), 0);
  return { capturedCents: sum("captured"), refundedCents: sum("refunded") - sum("refund_reversed") };
}
