import { z } from "zod";
import { currencySchema } from "@/lib/core/money";
import type { BooksAnswer, BooksQuestion, ListedPayment } from "@/lib/payments/gateways/books";
import { sumsTold } from "@/lib/payments/gateways/books";
import type {
  AttemptRef,
  Capabilities,
  ChargeRequest,
  CredentialCheck,
  DisputeState,
  Gateway,
  GatewayAnswer,
  GatewayCredentials,
  GatewayStatus,
  MoneyFact,
  PaymentState,
  RefundRequest,
} from "@/lib/payments/gateways/port";

/**
 * The worked example of docs/gateways.md: an adapter for "Tally", a provider that exists in these tests alone. It bills by a hosted
 * page, gives back in parts, and tells of contested payments. Everything that a real adapter needs is here once.
 */
export function tallyGateway({ apiBase, timeoutMs = 15_000 }: TallyOptions): Gateway<"tally"> {
  const callAs = (credentials: GatewayCredentials): Call => callTally({ apiBase, timeoutMs, key: credentials.secretKey });
  return {
    provider: "tally",
    capabilities: tallyCapabilities,
    charge: async (credentials, request) => answerOf(await callAs(credentials)({ method: "POST", path: "/bills", ...billBody(request) })),
    find: async (credentials, attempt) => asked(await find(callAs(credentials), attempt)),
    cancel: async (credentials, attempt, key) => asked(await cancel(callAs(credentials), attempt, key)),
    capture: async (credentials, attempt) => asked(await find(callAs(credentials), attempt)),
    refund: async (credentials, request) => refund(callAs(credentials), request),
    checkCredentials: async (credentials) => check(await callAs(credentials)({ method: "GET", path: "/me" })),
    listPayments: async (credentials, question) => list(callAs(credentials), question),
  };
}

export type TallyOptions = { apiBase: string; timeoutMs?: number };

/** What it can do, as data: screens and rules read this, never the provider's name. */
export const tallyCapabilities: Capabilities = {
  methods: ["hosted"],
  currencies: ["USD"],
  instalments: false,
  partialRefunds: true,
  laterCapture: false,
  delayed: [],
  tellsLostDisputes: true,
};

// 1. The border: one call, once, with a time-out. No answer is `unknown`: it may have been performed.

type Wanted = { method: "GET" | "POST"; path: string; body?: object; idempotencyKey?: string };
type Reply = { kind: "ok"; body: unknown } | { kind: "refused"; status: number } | { kind: "unknown"; detail: string };
type Call = (wanted: Wanted) => Promise<Reply>;

function callTally({ apiBase, timeoutMs, key }: Required<TallyOptions> & { key: string }): Call {
  return async ({ method, path, body, idempotencyKey }) => {
    try {
      const headers = {
        "content-type": "application/json",
        "x-key": key,
        ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
      };
      const init = { method, headers, body: body ? JSON.stringify(body) : null, signal: AbortSignal.timeout(timeoutMs) };
      const response = await fetch(`${apiBase}${path}`, init);
      const isUndecided = response.status >= 500 || response.status === 409 || response.status === 429;
      if (isUndecided) return { kind: "unknown", detail: `HTTP ${response.status}` };
      return response.ok ? { kind: "ok", body: await response.json() } : { kind: "refused", status: response.status };
    } catch (error) {
      return { kind: "unknown", detail: error instanceof Error ? error.name : "network" };
    }
  };
}

// 2. Its objects, parsed as far as we read them.

const moment = z.iso.datetime().transform((text) => new Date(text));
const movement = z.object({ id: z.string(), cents: z.int(), at: moment });
const billShape = z.object({
  id: z.string(),
  code: z.string(),
  state: z.string(),
  cents: z.int(),
  currency: currencySchema,
  page: z.url(),
  made_at: moment,
  ends_at: moment,
  paid_at: moment.nullable(),
  returns: z.array(movement),
  contests: z.array(movement.extend({ state: z.enum(["open", "won", "lost"]), answer_by: moment })),
});
type Bill = z.output<typeof billShape>;

// 3. Its words in ours. A word that we do not know is told and moves nothing.

const statuses: Record<string, GatewayStatus> = { open: "requires_action", paid: "captured", ended: "voided", lapsed: "expired" };

function stateOf(bill: Bill): PaymentState {
  const status = statuses[bill.state];
  return {
    gatewayRef: bill.id,
    status: status ?? "pending",
    facts: status === "captured" ? factsOf(bill) : [],
    display: { redirectUrl: bill.page },
    expiresAt: bill.ends_at,
    failure: status === "expired" ? "payment_expired" : null,
    unknownWord: status ? null : bill.state,
    disputes: bill.contests.map(disputeOf),
    failedRefunds: [],
  };
}

/** Each movement has an id of Tally's, so each is a fact of its own; a provider that tells sums marks them `isTotal`. */
function factsOf({ id, cents, currency, paid_at, made_at, returns, contests }: Bill): MoneyFact[] {
  const fact = (kind: MoneyFact["kind"], gatewayRef: string, amountCents: number, occurredAt: Date): MoneyFact => {
    return { kind, gatewayRef, amountCents, currency, occurredAt };
  };
  return [
    fact("captured", id, cents, paid_at ?? made_at),
    ...returns.map((back) => fact("refunded", back.id, back.cents, back.at)),
    ...contests.flatMap((contest) => {
      const opened = fact("disputed", contest.id, contest.cents, contest.at);
      return contest.state === "open" ? [opened] : [opened, { ...opened, kind: `dispute_${contest.state}` as const }];
    }),
  ];
}

function disputeOf({ id, cents, at, state, answer_by }: Bill["contests"][number]): DisputeState {
  const status = state === "open" ? "needs_response" : state;
  return { gatewayRef: id, status, reason: "other", amountCents: cents, respondBy: answer_by, openedAt: at };
}

// 4. The operations.

function billBody(request: ChargeRequest): Pick<Wanted, "body" | "idempotencyKey"> {
  const { method, reference, amountCents, currency, idempotencyKey } = request;
  if (method.kind !== "hosted") throw new Error("Tally charges on its hosted page alone: the capabilities offer nothing else");
  const body = { code: reference, cents: amountCents, currency, ends_at: method.expiresAt.toISOString(), back: method.successUrl };
  return { body, idempotencyKey };
}

async function find(call: Call, { gatewayRef, reference }: AttemptRef): Promise<GatewayAnswer> {
  if (gatewayRef !== null) return answerOf(await call({ method: "GET", path: `/bills/${encodeURIComponent(gatewayRef)}` }));
  const reply = await call({ method: "GET", path: `/bills?code=${encodeURIComponent(reference)}` });
  if (reply.kind !== "ok") return failureOf(reply);
  const found = z.object({ bills: z.array(billShape) }).safeParse(reply.body);
  if (!found.success) return { kind: "unknown", detail: "unreadable list" };
  const [bill] = found.data.bills;
  return bill ? { kind: "state", state: stateOf(bill) } : { kind: "not_found" };
}

/** Whether it can still be ended is asked first: what was paid meanwhile must not be given back. */
async function cancel(call: Call, attempt: AttemptRef, idempotencyKey: string): Promise<GatewayAnswer> {
  const before = await find(call, attempt);
  if (before.kind !== "state" || before.state.status !== "requires_action") return before;
  const { gatewayRef } = before.state;
  await call({ method: "POST", path: `/bills/${gatewayRef}/end`, idempotencyKey });
  return find(call, { ...attempt, gatewayRef });
}

async function refund(call: Call, { gatewayRef, amountCents, idempotencyKey }: RefundRequest): Promise<GatewayAnswer> {
  const body = { cents: amountCents };
  return answerOf(await call({ method: "POST", path: `/bills/${encodeURIComponent(gatewayRef)}/returns`, body, idempotencyKey }));
}

async function list(call: Call, { since, cursor }: BooksQuestion): Promise<BooksAnswer> {
  const query = new URLSearchParams({ since: since.toISOString(), page: cursor ?? "1" });
  const reply = await call({ method: "GET", path: `/bills?${query}` });
  if (reply.kind === "unknown") return reply;
  if (reply.kind === "refused") return { kind: reply.status === 401 ? "refused" : "unknown", detail: `HTTP ${reply.status}` };
  const found = z.object({ bills: z.array(billShape), next: z.string().nullable() }).safeParse(reply.body);
  if (!found.success) return { kind: "unknown", detail: "unreadable list" };
  return { kind: "page", payments: found.data.bills.map(toListed), next: found.data.next };
}

function toListed(bill: Bill): ListedPayment {
  const { id: gatewayRef, code: reference, currency, made_at: createdAt } = bill;
  return { gatewayRef, otherRefs: [], reference, currency, ...sumsTold(stateOf(bill)), isDisputed: bill.contests.length > 0, createdAt };
}

function check(reply: Reply): CredentialCheck {
  if (reply.kind === "unknown") return { ok: false, code: "unreachable" };
  const account = reply.kind === "ok" ? z.object({ id: z.string() }).safeParse(reply.body) : null;
  return account?.success ? { ok: true, accountId: account.data.id } : { ok: false, code: "wrong_key" };
}

function answerOf(reply: Reply): GatewayAnswer {
  if (reply.kind !== "ok") return failureOf(reply);
  const bill = billShape.safeParse(reply.body);
  return bill.success ? { kind: "state", state: stateOf(bill.data) } : { kind: "unknown", detail: "unreadable bill" };
}

function failureOf(reply: Exclude<Reply, { kind: "ok" }>): GatewayAnswer {
  if (reply.kind === "unknown") return reply;
  return reply.status === 404 ? { kind: "not_found" } : { kind: "rejected", failure: "gateway_refused", detail: `HTTP ${reply.status}` };
}

/** A refused question says nothing about the payment: a revoked key must not turn a paid order into a failed one. */
function asked(answer: GatewayAnswer): GatewayAnswer {
  return answer.kind === "rejected" ? { kind: "unknown", detail: answer.detail } : answer;
}
