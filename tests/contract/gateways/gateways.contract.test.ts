import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KnownFact, newFacts, wonDisputes } from "@/lib/payments/gateways/facts";
import type { ChargeRequest, GatewayAnswer, MoneyFact, PaymentState } from "@/lib/payments/gateways/port";
import type { GatewayStand } from "@/tests/contract/gateways/stand";
import { stands } from "@/tests/contract/gateways/stands";

function stateIn(answer: GatewayAnswer): PaymentState {
  if (answer.kind !== "state") throw new Error(`no state: ${JSON.stringify(answer)}`);
  return answer.state;
}

/** What a ledger fed with these answers, in this order, would hold of one kind. */
function ledgerSum(kind: MoneyFact["kind"], ...states: PaymentState[]): number {
  const ledger: KnownFact[] = [];
  for (const state of states) ledger.push(...newFacts(ledger, state.facts), ...wonDisputes(ledger, state.uncontested));
  return ledger.filter((fact) => fact.kind === kind).reduce((sum, fact) => sum + fact.amountCents, 0);
}

describe.each(stands)("the %s gateway", (_, start) => {
  let stand: GatewayStand;
  beforeAll(async () => {
    stand = await start();
  });
  afterAll(() => stand.close());

  const charge = async (request: ChargeRequest = stand.request()) => stateIn(await stand.gateway.charge(stand.credentials, request));
  const find = async (state: Pick<PaymentState, "gatewayRef">) =>
    stateIn(await stand.gateway.find(stand.credentials, { gatewayRef: state.gatewayRef, reference: "" }));
  const findOurs = (reference: string, credentials = stand.credentials) => stand.gateway.find(credentials, { gatewayRef: null, reference });
  const chargeAndPay = async (request?: ChargeRequest) => {
    const made = await charge(request);
    await stand.pay(made);
    return find(made);
  };
  const refund = (state: PaymentState, amountCents: number, idempotencyKey = crypto.randomUUID()) =>
    stand.gateway.refund(stand.credentials, { idempotencyKey, gatewayRef: state.gatewayRef, amountCents, reason: "wrong size" });

  it("makes a payment that waits, and says how to pay it", async () => {
    const state = await charge();

    expect(["requires_action", "pending"]).toContain(state.status);
    expect(state.facts).toEqual([]);
    expect(state.display.redirectUrl ?? state.display.pixCode).toBeTruthy();
    expect(state.expiresAt).toBeInstanceOf(Date);
    expect(state.unknownWord).toBeNull();
  });

  it("finds the payment by its own id and by our reference, before and after it was paid", async () => {
    const request = stand.request();
    const made = await charge(request);
    expect(stateIn(await findOurs(request.reference)).gatewayRef).toBe(made.gatewayRef);

    await stand.pay(made);
    const paid = stateIn(await findOurs(request.reference));
    expect(paid).toEqual(await find(made));
    expect(paid.status).toBe("captured");
    expect(paid.facts).toMatchObject([{ kind: "captured", amountCents: request.amountCents, currency: request.currency }]);
  });

  it("tells the same facts however often it is asked", async () => {
    const paid = await chargeAndPay();
    const again = await find(paid);

    expect(again.facts).toEqual(paid.facts);
    expect(newFacts(newFacts([], paid.facts), again.facts)).toEqual([]);
  });

  it("charges once for one key, also when the requests arrive together", async () => {
    const request = stand.request();
    const states = await Promise.all([charge(request), charge(request), charge(request)]);

    expect(new Set(states.map((state) => state.gatewayRef)).size).toBe(1);
  });

  it("keeps a second attempt on one order apart from the first", async () => {
    const [first, second] = [await charge(), await charge()];
    await stand.pay(second);

    expect((await find(first)).facts).toEqual([]);
    expect((await find(second)).status).toBe("captured");
  });

  it("calls a time-out unknown although it charged, and finds the payment afterwards by our reference", async () => {
    const request = stand.request();
    await stand.disturb("charge", { kind: "timeout_after", ms: 3_000 });
    const lost = await stand.impatient.charge(stand.credentials, request);
    expect(lost.kind).toBe("unknown");

    const found = stateIn(await findOurs(request.reference));
    expect((await charge(request)).gatewayRef).toBe(found.gatewayRef);
  });

  it("calls a server error unknown, whether or not it was performed", async () => {
    const [before, after] = [stand.request(), stand.request()];
    await stand.disturb("charge", { kind: "fail_before", status: 500 });
    expect((await stand.impatient.charge(stand.credentials, before)).kind).toBe("unknown");
    await stand.disturb("charge", { kind: "fail_after", status: 503 });
    expect((await stand.impatient.charge(stand.credentials, after)).kind).toBe("unknown");

    expect((await findOurs(before.reference)).kind).toBe("not_found");
    expect((await findOurs(after.reference)).kind).toBe("state");
  });

  it("calls it unknown when nothing answers at all", async () => {
    expect((await stand.unreachable.charge(stand.credentials, stand.request())).kind).toBe("unknown");
    expect((await stand.unreachable.find(stand.credentials, { gatewayRef: null, reference: "any" })).kind).toBe("unknown");
    expect(await stand.unreachable.checkCredentials(stand.credentials)).toEqual({ ok: false, code: "unreachable" });
  });

  it("is rejected, not unknown, when the gateway says no", async () => {
    await stand.disturb("charge", { kind: "refuse", status: 400, message: "No." });
    const request = stand.request();

    expect((await stand.gateway.charge(stand.credentials, request)).kind).toBe("rejected");
    expect((await findOurs(request.reference)).kind).toBe("not_found");
  });

  it("does not find what was never made, nor another merchant's", async () => {
    const request = stand.request();
    const made = await charge(request);

    expect((await findOurs("never-made")).kind).toBe("not_found");
    expect((await findOurs(request.reference, stand.strangerCredentials)).kind).toBe("not_found");
    expect((await stand.gateway.find(stand.strangerCredentials, { gatewayRef: made.gatewayRef, reference: request.reference })).kind).toBe(
      "not_found",
    );
  });

  it("keeps a status word it does not know, and lets it move no money", async () => {
    const made = await charge();
    await stand.disturb("find", { kind: "unknown_status", status: "under_observation" });
    const odd = await find(made);

    expect(odd.unknownWord).toBe("under_observation");
    expect(odd.facts).toEqual([]);
    expect(["failed", "expired", "voided", "captured"]).not.toContain(odd.status);
    expect((await find(made)).unknownWord).toBeNull();
  });

  it("gives back in parts; the ledger ends at their sum and never above what was paid", async () => {
    const paid = await chargeAndPay();
    const first = stateIn(await refund(paid, 1_000));
    const second = stateIn(await refund(paid, 1_500));
    const tooMuch = await refund(paid, 4_000);

    expect(ledgerSum("refunded", paid, first, second)).toBe(2_500);
    expect(ledgerSum("captured", paid, first, second)).toBe(4_490);
    expect(tooMuch.kind).toBe("rejected");
    expect(ledgerSum("refunded", paid, first, await find(paid))).toBe(2_500);
  });

  it("gives back once for one key", async () => {
    const paid = await chargeAndPay();
    await refund(paid, 1_000, "refund-key");
    await refund(paid, 1_000, "refund-key");

    expect(ledgerSum("refunded", await find(paid))).toBe(1_000);
  });

  it("calls a lost answer to a refund unknown, and finds the refund afterwards", async () => {
    const paid = await chargeAndPay();
    await stand.disturb("refund", { kind: "timeout_after", ms: 3_000 });
    const key = crypto.randomUUID();
    const request = { idempotencyKey: key, gatewayRef: paid.gatewayRef, amountCents: 1_000, reason: "" };
    expect((await stand.impatient.refund(stand.credentials, request)).kind).toBe("unknown");

    expect(ledgerSum("refunded", await find(paid))).toBe(1_000);
    expect(ledgerSum("refunded", stateIn(await refund(paid, 1_000, key)))).toBe(1_000);
  });

  it("sees what was refunded in the gateway's own dashboard, in part and in full", async () => {
    const paid = await chargeAndPay();
    await stand.refundInDashboard(paid, 990);
    const partly = await find(paid);
    await stand.refundInDashboard(paid, null);
    const wholly = await find(paid);

    expect(ledgerSum("refunded", paid, partly)).toBe(990);
    expect(ledgerSum("refunded", paid, partly, wholly)).toBe(4_490);
    expect(ledgerSum("refunded", wholly)).toBe(4_490);
    expect(ledgerSum("captured", wholly)).toBe(4_490);
    expect(wholly.status).toBe("captured");
  });

  it("sees a dispute", async () => {
    const disputed = await find(await stand.paidThenDisputed());

    expect(ledgerSum("captured", disputed)).toBe(4_490);
    expect(ledgerSum("disputed", disputed)).toBe(4_490);
  });

  it("sees that a dispute was won, whichever answer is applied first", async () => {
    const payment = await stand.paidThenDisputed();
    const disputed = await find(payment);
    await stand.winDispute(payment);
    const won = await find(payment);

    expect(ledgerSum("dispute_won", disputed)).toBe(0);
    expect(ledgerSum("dispute_won", disputed, won, disputed)).toBe(4_490);
    expect(ledgerSum("disputed", disputed, won, disputed)).toBe(4_490);
    expect(ledgerSum("captured", disputed, won)).toBe(4_490);
  });

  it("sees that a refund came back after it was made, whichever answer is applied first", async ({ skip }) => {
    if (!stand.refundThatComesBack) return skip("the provider tells of no such thing");
    const paid = await chargeAndPay();
    const kept = stateIn(await refund(paid, 500));
    await stand.refundThatComesBack(paid, 1_500);
    const failed = await find(paid);

    expect(failed.failedRefunds).toMatchObject([{ amountCents: 1_500 }]);
    for (const order of [[kept, failed], [failed, kept], [failed]]) {
      expect(ledgerSum("refunded", ...order) - ledgerSum("refund_reversed", ...order)).toBe(500);
    }
    expect(stateIn(await refund(paid, 3_990)).failedRefunds).toHaveLength(1);
  });

  it("ends a payment that waits, once", async () => {
    const request = stand.request();
    const made = await charge(request);
    const cancel = async () =>
      stateIn(
        await stand.gateway.cancel(
          stand.credentials,
          { gatewayRef: null, reference: request.reference },
          `${request.idempotencyKey}:cancel`,
        ),
      );

    expect(["voided", "expired"]).toContain((await cancel()).status);
    expect(["voided", "expired"]).toContain((await cancel()).status);
    expect((await find(made)).facts.filter((fact) => fact.kind === "captured")).toEqual([]);
  });

  it("does not give money back when a payment was made just before it was cancelled", async () => {
    const paid = await chargeAndPay();
    const answer = stateIn(
      await stand.gateway.cancel(stand.credentials, { gatewayRef: paid.gatewayRef, reference: "" }, crypto.randomUUID()),
    );

    expect(answer.status).toBe("captured");
    expect(ledgerSum("refunded", answer)).toBe(0);
  });

  it("says expired when the time to pay ran out", async () => {
    const made = await charge();
    await stand.lapse(made);

    expect(await find(made)).toMatchObject({ status: "expired", failure: "payment_expired", facts: [] });
  });

  it("takes a merchant's keys when they work, and says so when they do not", async () => {
    expect(await stand.gateway.checkCredentials(stand.credentials)).toEqual({ ok: true, accountId: stand.credentials.accountId });
    expect(await stand.gateway.checkCredentials(stand.wrongCredentials)).toEqual({ ok: false, code: "wrong_key" });
    expect((await stand.gateway.charge(stand.wrongCredentials, stand.request())).kind).toBe("rejected");
  });

  it("learns nothing about a payment from a question asked with a wrong key", async () => {
    const request = stand.request();
    const paid = await chargeAndPay(request);
    const attempt = { gatewayRef: paid.gatewayRef, reference: request.reference };

    expect((await stand.gateway.find(stand.wrongCredentials, attempt)).kind).toBe("unknown");
    expect((await stand.gateway.cancel(stand.wrongCredentials, attempt, crypto.randomUUID())).kind).toBe("unknown");
  });

  it("offers at least one method and one currency", () => {
    expect(stand.gateway.capabilities.methods.length).toBeGreaterThan(0);
    expect(stand.gateway.capabilities.currencies.length).toBeGreaterThan(0);
    expect(stand.gateway.capabilities.delayed.every((method) => stand.gateway.capabilities.methods.includes(method))).toBe(true);
  });
});
