import { listPagarmePayments } from "@/lib/payments/gateways/pagarme-books";
import { callPagarme, type PagarmeCall, type PagarmeOptions, type PagarmeReply } from "@/lib/payments/gateways/pagarme-client";
import { checkPagarmeKeys } from "@/lib/payments/gateways/pagarme-keys";
import {
  chargeOf,
  type PagarmeCharge,
  type PagarmeOrder,
  readCharge,
  readFirstOrderId,
  readOrder,
} from "@/lib/payments/gateways/pagarme-order";
import { bankAccountBody, isSendable, orderBody, refusedAccountFields } from "@/lib/payments/gateways/pagarme-request";
import { stateOf } from "@/lib/payments/gateways/pagarme-state";
import type {
  AttemptRef,
  Capabilities,
  FailureCode,
  Gateway,
  GatewayAnswer,
  GatewayCredentials,
  RefundRequest,
} from "@/lib/payments/gateways/port";

export const pagarmeCapabilities: Capabilities = {
  methods: ["card", "pix", "boleto"],
  currencies: ["BRL"],
  instalments: true,
  partialRefunds: true,
  laterCapture: true,
  delayed: ["pix", "boleto"],
  tellsLostDisputes: false,
};

type Api = (call: Omit<PagarmeCall, "secretKey">) => Promise<PagarmeReply>;
type Lookup = { kind: "found"; order: PagarmeOrder } | Exclude<GatewayAnswer, { kind: "state" }>;

/**
 * Pagar.me's Core API v5 behind the port. Every operation that moves money answers with the order as fetched afterwards;
 * a lost answer is `unknown`, and asking by our reference (the order's `code`) finds out.
 */
export function pagarmeGateway(options: PagarmeOptions): Gateway {
  const apiFor =
    ({ secretKey }: GatewayCredentials): Api =>
    (call) =>
      callPagarme(options, { ...call, secretKey });
  return {
    provider: "pagarme",
    capabilities: pagarmeCapabilities,

    async charge(credentials, request) {
      if (!isSendable(request.payer))
        return { kind: "rejected", failure: "gateway_refused", detail: "the e-mail address is longer than 64 characters" };

      const reply = await apiFor(credentials)({
        method: "POST",
        path: "/orders",
        body: orderBody(request, new Date()),
        idempotencyKey: request.idempotencyKey,
      });
      return answerOf(orderIn(reply));
    },

    find: async (credentials, attempt) => answerOf(await lookUp(apiFor(credentials), attempt)),

    cancel: async (credentials, attempt, idempotencyKey) =>
      change(apiFor(credentials), attempt, (charge) =>
        isOpen(charge) ? { method: "DELETE", path: `/charges/${charge.id}`, body: {}, idempotencyKey } : null,
      ),

    capture: async (credentials, attempt, idempotencyKey) =>
      change(apiFor(credentials), attempt, (charge) =>
        isOpen(charge) ? { method: "POST", path: `/charges/${charge.id}/capture`, body: {}, idempotencyKey } : null,
      ),

    refund: async (credentials, request) => refund(apiFor(credentials), request),

    checkCredentials: async (credentials) => checkPagarmeKeys(options, credentials),

    listPayments: async (credentials, question) => listPagarmePayments(apiFor(credentials), question),
  };
}

/** The order under the vendor's id, or else under our reference. Lists may tell less than the order itself, so it is read again. */
async function lookUp(api: Api, { gatewayRef, reference }: AttemptRef): Promise<Lookup> {
  if (gatewayRef !== null) return readById(api, gatewayRef);

  const list = await api({ method: "GET", path: `/orders?code=${encodeURIComponent(reference)}&size=10` });
  if (list.kind !== "ok") return undecided(list);

  const id = readFirstOrderId(list.body, reference);
  if (id === undefined) return { kind: "unknown", detail: "unreadable list of orders" };
  if (id === null) return { kind: "not_found" };
  return readById(api, id);
}

/**
 * Changes the attempt's charge and answers what it is then. Whether the change is still possible is asked first: cancelling a
 * charge that was paid meanwhile would refund it. A refusal says nothing about the attempt, so it is answered with the state too.
 */
async function change(
  api: Api,
  attempt: AttemptRef,
  callFor: (charge: PagarmeCharge) => Parameters<Api>[0] | null,
): Promise<GatewayAnswer> {
  const before = await lookUp(api, attempt);
  if (before.kind !== "found") return before;

  const call = callFor(chargeOf(before.order));
  if (call === null) return answerOf(before);

  const reply = await api(call);
  if (reply.kind === "unknown") return reply;
  return answerOf(await lookUp(api, { ...attempt, gatewayRef: before.order.id }));
}

async function refund(api: Api, request: RefundRequest): Promise<GatewayAnswer> {
  const attempt = { gatewayRef: request.gatewayRef, reference: "" };
  const before = await lookUp(api, attempt);
  if (before.kind !== "found") return before;

  const { amountCents: amount, reason, bankAccount, idempotencyKey } = request;
  const body = { amount, ...(reason ? { reason } : {}), ...(bankAccount ? { bank_account: bankAccountBody(bankAccount) } : {}) };
  const reply = await api({ method: "DELETE", path: `/charges/${chargeOf(before.order).id}`, body, idempotencyKey });
  if (reply.kind !== "ok") return refundFailureOf(reply);

  // A refund that failed is answered with 200 as well: only the transaction tells.
  const transaction = readCharge(reply.body)?.last_transaction;
  if (transaction?.success === false || transaction?.status === "error_on_refunding" || transaction?.status === "with_error") {
    return {
      kind: "rejected",
      failure: "gateway_refused",
      ...(transaction.id ? { refundRef: transaction.id } : {}),
      detail: transaction.gateway_response?.errors?.[0]?.message ?? transaction.status ?? "refund refused",
    };
  }
  return answerOf(await lookUp(api, attempt));
}

/** Which parts of the bank account were refused, so that the merchant can mend those and the refund is not lost. */
function refundFailureOf(reply: Exclude<PagarmeReply, { kind: "ok" }>): Exclude<GatewayAnswer, { kind: "state" }> {
  const answer = failureOf(reply);
  const refusedFields = reply.kind === "refused" ? refusedAccountFields(reply.fields) : [];
  return answer.kind === "rejected" && refusedFields.length > 0 ? { ...answer, refusedFields } : answer;
}

function isOpen(charge: PagarmeCharge): boolean {
  return charge.status === "pending" || charge.status === "processing";
}

function answerOf(lookup: Lookup): GatewayAnswer {
  return lookup.kind === "found" ? { kind: "state", state: stateOf(lookup.order) } : lookup;
}

function orderIn(reply: PagarmeReply): Lookup {
  if (reply.kind !== "ok") return failureOf(reply);

  const order = readOrder(reply.body);
  return order ? { kind: "found", order } : { kind: "unknown", detail: "unreadable order" };
}

async function readById(api: Api, id: string): Promise<Lookup> {
  const reply = await api({ method: "GET", path: `/orders/${encodeURIComponent(id)}` });
  return reply.kind === "ok" ? orderIn(reply) : undecided(reply);
}

/** A refused question is no answer about the attempt: a revoked key must not turn a paid order into a failed one. */
function undecided(reply: Exclude<PagarmeReply, { kind: "ok" }>): Exclude<Lookup, { kind: "found" }> {
  if (reply.kind === "unknown") return reply;
  return reply.status === 404 ? { kind: "not_found" } : { kind: "unknown", detail: `HTTP ${reply.status}` };
}

function failureOf(reply: Exclude<PagarmeReply, { kind: "ok" }>): Exclude<GatewayAnswer, { kind: "state" }> {
  if (reply.kind === "unknown") return reply;

  const failure: FailureCode = reply.fields.some((field) => field.endsWith("card_token")) ? "token_expired" : "gateway_refused";
  return { kind: "rejected", failure, detail: [`HTTP ${reply.status}`, reply.message, ...reply.fields].filter(Boolean).join(" · ") };
}
