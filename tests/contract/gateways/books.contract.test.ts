import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedPayment } from "@/lib/payments/gateways/books";
import type { GatewayCredentials, PaymentState } from "@/lib/payments/gateways/port";
import type { GatewayStand } from "@/tests/contract/gateways/stand";
import { stands } from "@/tests/contract/gateways/stands";

/** More pages than any test here fills. */
const maxPages = 50;

describe.each(stands)("the books of the %s gateway", (_, start) => {
  let stand: GatewayStand;
  const since = new Date(Date.now() - 60_000);
  beforeAll(async () => {
    stand = await start();
  });
  afterAll(() => stand.close());

  const list = async (from: Date = since, credentials: GatewayCredentials = stand.credentials): Promise<ListedPayment[]> => {
    const listed: ListedPayment[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < maxPages; page++) {
      const answer = await stand.gateway.listPayments(credentials, { since: from, cursor });
      if (answer.kind !== "page") throw new Error(`no page: ${JSON.stringify(answer)}`);
      listed.push(...answer.payments);
      if (answer.next === null) return listed;
      cursor = answer.next;
    }
    throw new Error("the books did not end");
  };
  const chargeAndPay = async (reference: string): Promise<PaymentState> => {
    const answer = await stand.gateway.charge(stand.credentials, stand.request({ reference }));
    if (answer.kind !== "state") throw new Error(`no state: ${JSON.stringify(answer)}`);
    await stand.pay(answer.state);
    return answer.state;
  };
  const listedFor = async (reference: string) => (await list()).filter((payment) => payment.reference === reference);

  it("list a paid payment under our reference, with what was taken", async () => {
    await chargeAndPay("books-paid-1");
    const { amountCents, currency } = stand.request();

    expect(await listedFor("books-paid-1")).toMatchObject([
      { capturedCents: amountCents, refundedCents: 0, currency, isDisputed: false, createdAt: expect.any(Date) },
    ]);
  });

  it("list what the merchant gave back in the dashboard", async () => {
    const paid = await chargeAndPay("books-refund-1");
    await stand.refundInDashboard(paid, 1000);

    expect(await listedFor("books-refund-1")).toMatchObject([{ refundedCents: 1000 }]);
  });

  it("tell of a dispute", async () => {
    const disputed = await stand.paidThenDisputed();
    const found = await stand.gateway.find(stand.credentials, { gatewayRef: disputed.gatewayRef, reference: "" });
    if (found.kind !== "state") throw new Error("the payment is gone");
    const refs = [found.state.gatewayRef, ...found.state.facts.map(({ gatewayRef }) => gatewayRef)];

    const listed = await list();
    expect(listed.filter((one) => refs.some((ref) => ref === one.gatewayRef || one.otherRefs.includes(ref)))).toMatchObject([
      { isDisputed: true },
    ]);
  });

  it("show nobody another merchant's payments, and nothing older than was asked for", async () => {
    await chargeAndPay("books-wall-1");

    expect(await list(since, stand.strangerCredentials)).toEqual([]);
    expect(await list(new Date(Date.now() + 400 * 86_400_000))).toEqual([]);
  });

  it("are unknown, never empty, while nobody answers", async () => {
    expect(await stand.unreachable.listPayments(stand.credentials, { since, cursor: null })).toMatchObject({ kind: "unknown" });
  });

  it("are refused, never empty, to keys that are not taken", async () => {
    expect(await stand.gateway.listPayments(stand.wrongCredentials, { since, cursor: null })).toMatchObject({ kind: "refused" });
  });

  it("are read to their end over several pages, each payment once", { timeout: 60_000 }, async () => {
    const before = (await list()).length;
    for (let made = 0; made < 32; made++) await chargeAndPay(`books-page-${made}`);
    const listed = await list();

    expect(listed).toHaveLength(before + 32);
    expect(new Set(listed.map(({ gatewayRef }) => gatewayRef)).size).toBe(listed.length);
  });
});
