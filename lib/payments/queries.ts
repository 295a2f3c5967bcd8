import { z } from "zod";
import type { StoreId } from "@/lib/core/ids";
import { toProvider } from "@/lib/core/provider";
import { withStore } from "@/lib/db/transaction";
import { type DisputeView, toDispute } from "./disputes";
import { type FailureCode, failureCodes, type PaymentMethod, type ProcessingFacts, type Provider } from "./gateways/port";
import { toFacts } from "./ledger";
import { refundableCents } from "./refund-rules";
import { type AttemptStatus, isFinal, sumsOf, toAttemptStatus } from "./rules";

const text = z.string().optional().catch(undefined);
const displaySchema = z.object({
  pixCode: text,
  boletoLine: text,
  boletoUrl: text,
  boletoBarcodeUrl: text,
  cardBrand: text,
  cardLastFour: text,
});

const processingSchema = z.object({
  processing: z
    .object({
      acquirer: text,
      code: text,
      message: text,
      authorisation: text,
      transactionId: text,
      sequence: text,
      antifraud: text,
      antifraudScore: text,
      riskLevel: text,
      cardHolder: text,
      cardFingerprint: text,
    })
    .catch({}),
});

function processingOf(display: unknown): ProcessingFacts {
  const parsed = processingSchema.safeParse(display);
  return parsed.success ? parsed.data.processing : {};
}

/** An attempt as people see it. */
export type AttemptView = {
  id: string;
  attemptNo: number;
  provider: Provider;
  method: PaymentMethod;
  status: AttemptStatus;
  isFinal: boolean;
  amountCents: number;
  instalments: number;
  display: z.infer<typeof displaySchema>;
  /** How the acquirer and the antifraud took it: for members alone. */
  processing: ProcessingFacts;
  redirectUrl: string | null;
  failure: FailureCode | null;
  unknownWord: string | null;
  expiresAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Our code and the gateway's own, for looking it up there. */
  gatewayCode: string;
  gatewayRef: string | null;
  capturedCents: number;
  refundableCents: number;
};

export type RefundView = { id: string; attemptId: string; amountCents: number; status: string; reason: string; createdAt: Date };

export type PaymentView = {
  capturedCents: number;
  refundedCents: number;
  attempts: AttemptView[];
  refunds: RefundView[];
  /** The newest first. */
  disputes: DisputeView[];
};

/** The payment of an order with its attempts, the newest last. Null when there is none. */
export async function findPayment(storeId: StoreId, orderId: string): Promise<PaymentView | null> {
  const row = await withStore(storeId, (tx) =>
    tx.payment.findUnique({
      where: { storeId_orderId: { storeId, orderId } },
      include: {
        attempts: { orderBy: { attemptNo: "asc" }, include: { account: { select: { provider: true } } } },
        refunds: { orderBy: { id: "asc" } },
        disputes: { orderBy: { openedAt: "desc" } },
        ledger: true,
      },
    }),
  );
  if (!row) return null;
  const attempts = row.attempts.map((attempt): AttemptView => {
    const { capturedCents, refundedCents } = sumsOf(toFacts(row.ledger.filter(({ attemptId }) => attemptId === attempt.id)));
    const own = row.refunds.filter(({ attemptId }) => attemptId === attempt.id);
    const status = toAttemptStatus(attempt.status);
    const { storeId: _storeId, paymentId: _paymentId, account, ...shown } = attempt;
    return {
      ...shown,
      provider: toProvider(account.provider),
      status,
      isFinal: isFinal(status),
      method: toMethod(attempt.method),
      display: displaySchema.parse(attempt.display),
      processing: processingOf(attempt.display),
      failure: failureCodes.find((code) => code === attempt.failureCode) ?? null,
      capturedCents,
      refundableCents: refundableCents(capturedCents, own, refundedCents),
    };
  });
  const { capturedCents, refundedCents, refunds, disputes } = row;
  return { capturedCents, refundedCents, attempts, refunds, disputes: disputes.map(toDispute) };
}

const methods: readonly PaymentMethod[] = ["card", "pix", "boleto", "hosted"];

function toMethod(word: string): PaymentMethod {
  const method = methods.find((known) => known === word);
  if (!method) throw new Error(`unknown payment method ${word}`);
  return method;
}
