import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asOrder, cardPayment, orderBody, pixPayment } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let gate: RunningSandbox;
beforeEach(async () => {
  gate = await startSandbox();
});
afterEach(() => gate.close());

const place = async (payment: Record<string, unknown> = pixPayment) =>
  asOrder(await gate.call("POST", "/orders", { body: orderBody(payment) }));
const payCard = async () => place(cardPayment(await gate.token()));
const typesOf = () => gate.received.map((notice) => notice.body.type);

describe("notices", () => {
  it("tell about an order in the shape of the REST answer, with the merchant's credentials", async () => {
    const order = await payCard();
    const notice = await gate.until("order.paid");

    expect(notice.authorization).toBe(`Basic ${btoa("aurora:s3cret")}`);
    expect(notice.body).toMatchObject({
      id: expect.stringMatching(/^hook_/),
      account: { id: gate.account.id },
      data: { id: order.id, code: "order-123", status: "paid" },
    });
    expect((await gate.until("charge.paid")).body.data).toMatchObject({
      id: order.charges[0].id,
      order: { id: order.id, code: "order-123" },
    });
  });

  it.each([
    [async () => (await payCard()).charges[0].id, { action: "refund", amount: "" }, ["charge.refunded", "order.canceled"]],
    [async () => (await payCard()).charges[0].id, { action: "refund", amount: "10,00" }, ["charge.partial_canceled"]],
    [async () => (await payCard()).charges[0].id, { action: "chargeback" }, ["charge.chargedback"]],
  ])("tell what a person did in the dashboard (%#)", async (charge, form, types) => {
    await gate.press(`/panel/${await charge()}`, form);

    for (const type of types) expect((await gate.until(type)).body.type).toBe(type);
  });

  it("tell of a refusal and of an expiry", async () => {
    await place(cardPayment(await gate.token("4000000000000028")));
    await gate.until("order.payment_failed");
    await place();
    await gate.advance(3601);

    expect(typesOf().filter((type) => type === "charge.payment_failed")).toHaveLength(2);
  });

  it("come again until they are taken, with the same id", async () => {
    gate.answerNotices(500);
    await payCard();
    await gate.until("order.paid");
    gate.answerNotices(200);
    await expect
      .poll(() => gate.received.filter((notice) => notice.body.type === "order.paid").length, { timeout: 30_000 })
      .toBeGreaterThan(1);

    const ids = gate.received.filter((notice) => notice.body.type === "order.paid").map((notice) => notice.body.id);
    expect(new Set(ids).size).toBe(1);
    await expect
      .poll(async () => (await gate.call("GET", `/hooks/${ids[0]}`)).body, { timeout: 30_000 })
      .toMatchObject({ event: "order.paid", status: "sent", response_status: 200 });
  });

  it("are listed, and sent again on request", async () => {
    await payCard();
    const { body } = await gate.until("order.paid");
    const listed = await gate.call("GET", "/hooks?size=100");
    const resent = await gate.call("POST", `/hooks/${body.id}/retry`);
    await expect.poll(() => typesOf().filter((type) => type === "order.paid").length, { timeout: 30_000 }).toBe(2);

    expect((listed.body.data as { id: string; account: { id: string } }[]).find((hook) => hook.id === body.id)?.account.id).toBe(
      gate.account.id,
    );
    expect(resent.status).toBe(200);
  });

  it("go to their own account's address only", async () => {
    const other = await gate.sandbox.createAccount({ name: "Harbor" });
    asOrder(await gate.call("POST", "/orders", { body: orderBody(pixPayment), secretKey: other.secretKey }));
    await place();
    await gate.until("charge.pending");

    expect(gate.received.every((notice) => notice.body.account.id === gate.account.id)).toBe(true);
    expect((await gate.call("GET", "/hooks", { secretKey: other.secretKey })).body.data).toEqual([]);
  });
});

describe("faults of notices", () => {
  it("drops one, and it can be sent by hand", async () => {
    await gate.fault({ operation: "order.paid", effect: { kind: "notice_drop" } });
    await payCard();
    await gate.until("charge.paid");
    const failed = (await gate.call("GET", "/hooks?status=failed")).body.data as { id: string; event: string }[];
    expect(typesOf()).not.toContain("order.paid");
    expect(failed.map((hook) => hook.event)).toEqual(["order.paid"]);

    await gate.call("POST", `/hooks/${failed[0]?.id}/retry`);
    expect((await gate.until("order.paid")).body.id).toBe(failed[0]?.id);
  });

  it("sends one many times, and one with wrong credentials", async () => {
    await gate.fault({ operation: "order.paid", effect: { kind: "notice_duplicate", copies: 4 } });
    await gate.fault({ operation: "charge.paid", effect: { kind: "notice_forged" } });
    await payCard();
    await expect.poll(() => typesOf().filter((type) => type === "order.paid").length, { timeout: 30_000 }).toBe(5);

    expect((await gate.until("charge.paid")).authorization).toBe(`Basic ${btoa("aurora:s3cret-forged")}`);
  });

  it("tells a word nobody knows while the order tells the truth", async () => {
    await gate.fault({ operation: "order.paid", effect: { kind: "unknown_status", status: "under_observation" } });
    const order = await payCard();

    expect((await gate.until("order.paid")).body.data.status).toBe("under_observation");
    expect(asOrder(await gate.call("GET", `/orders/${order.id}`)).status).toBe("paid");
  });

  it("sends one late", async () => {
    await gate.fault({ operation: "order.paid", effect: { kind: "notice_delay", ms: 1500 } });
    await payCard();
    await gate.until("charge.paid");
    expect(typesOf()).not.toContain("order.paid");

    await gate.until("order.paid");
  });

  it("sends one after the next", async () => {
    await gate.fault({ operation: "charge.paid", effect: { kind: "notice_reorder", ms: 60_000 } });
    await payCard();
    await gate.until("order.paid");
    await gate.until("charge.paid");

    expect(typesOf().indexOf("order.paid")).toBeLessThan(typesOf().indexOf("charge.paid"));
  });

  it("arrives before the answer", async () => {
    await gate.fault({ operation: "POST /orders", effect: { kind: "notice_first" } });
    await payCard();

    expect(typesOf()).toContain("order.paid");
  });
});
