import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asCharge, asOrder, cardPayment, orderBody, pixPayment } from "@/tests/contract/pagarme/order-body";
import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

let gate: RunningSandbox;
beforeAll(async () => {
  gate = await startSandbox();
});
afterAll(() => gate.close());

const post = (code: string, payment: Record<string, unknown> = pixPayment) =>
  gate.call("POST", "/orders", { body: orderBody(payment, { code }) });
const totalOf = async (code: string) => ((await gate.call("GET", `/orders?code=${code}`)).body.paging as { total: number }).total;

describe("faults of the API", () => {
  it.each([
    ["refuses", { kind: "refuse", status: 412, message: "No." } as const, 412, 0],
    ["breaks before performing", { kind: "fail_before" } as const, 500, 0],
    ["breaks after performing", { kind: "fail_after" } as const, 500, 1],
    ["times out after performing", { kind: "timeout_after", ms: 200 } as const, 504, 1],
  ])("%s", async (name, effect, status, performed) => {
    const code = name.replaceAll(" ", "-");
    await gate.fault({ operation: "POST /orders", effect });

    expect((await post(code)).status).toBe(status);
    expect(await totalOf(code)).toBe(performed);
    expect((await post(`${code}-next`)).status).toBe(200);
  });

  it("finds the order again under its key after a lost answer", async () => {
    await gate.fault({ operation: "POST /orders", effect: { kind: "fail_after" } });
    const send = () => gate.call("POST", "/orders", { body: orderBody(pixPayment, { code: "lost" }), idempotencyKey: "lost-1" });
    await send();

    expect(asOrder(await send()).code).toBe("lost");
    expect(await totalOf("lost")).toBe(1);
  });

  it.each([
    ["a-refusal", { kind: "refuse", status: 412, keep: true } as const, 412, 0],
    ["an-outage-before", { kind: "fail_before", status: 503, keep: true } as const, 503, 0],
    ["an-outage-after", { kind: "fail_after", status: 500, keep: true } as const, 500, 1],
  ])("keeps a failure under its key, as the vendor keeps whatever came first: %s", async (code, effect, status, performed) => {
    await gate.fault({ operation: "POST /orders", effect });
    const send = (idempotencyKey: string) => gate.call("POST", "/orders", { body: orderBody(pixPayment, { code }), idempotencyKey });

    expect([(await send(code)).status, (await send(code)).status]).toEqual([status, status]);
    expect(await totalOf(code)).toBe(performed);
    expect((await send(`${code}-again`)).status).toBe(200);
  });

  it("answers late, with everything done", async () => {
    await gate.fault({ operation: "POST /orders", effect: { kind: "delay", ms: 400 } });
    const startedAt = performance.now();

    expect((await post("late")).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(400);
  });

  it("tells whose key came again with another body, though the caller gets the first answer", async () => {
    const send = (code: string, idempotencyKey: string) =>
      gate.call("POST", "/orders", { body: orderBody(pixPayment, { code }), idempotencyKey });
    await send("once", "used-twice");
    expect(asOrder(await send("twice", "used-twice")).code).toBe("once");
    await send("same", "used-well");
    await send("same", "used-well");

    const answer = await fetch(`${gate.siteBase}/_sandbox/keys/reused`);
    expect(await answer.json()).toMatchObject({ reused: [{ key: "used-twice", operation: "POST /orders", scope: gate.account.id }] });
    expect(await (await fetch(gate.siteBase)).text()).toContain("Keys used for another request");
  });

  it("has no 3-D Secure to ask for, and says so", async () => {
    const body = JSON.stringify({ operation: "POST /orders", effect: { kind: "authenticate" } });
    const refused = await fetch(`${gate.siteBase}/_sandbox/faults`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });

    expect(refused.status).toBe(400);
    expect(await (await fetch(gate.siteBase)).text()).toContain("There is no 3-D Secure to ask for here");
  });

  it("strikes one order alone where its own path is named", async () => {
    const [struck, other] = [asOrder(await post("struck")), asOrder(await post("other"))];
    await gate.fault({ operation: `GET /orders/${struck.id}`, effect: { kind: "fail_before", status: 503 }, times: null });

    expect((await gate.call("GET", `/orders/${other.id}`)).status).toBe(200);
    expect((await gate.call("GET", `/orders/${struck.id}`)).status).toBe(503);
    expect((await gate.call("GET", `/orders/${struck.id}`)).status).toBe(503);
  });

  it("takes another amount than was asked for", async () => {
    await gate.fault({ operation: "POST /orders", effect: { kind: "wrong_amount", amount: 100 } });
    const order = asOrder(await post("wrong-amount", cardPayment(await gate.token())));

    expect(asCharge(await gate.call("GET", `/charges/${order.charges[0].id}`))).toMatchObject({ amount: 100, paid_amount: 100 });
  });

  it("tells a word nobody knows, once", async () => {
    const order = asOrder(await post("word", cardPayment(await gate.token())));
    await gate.fault({ operation: "GET /orders/{id}", effect: { kind: "unknown_status", status: "under_observation" } });

    const odd = asOrder(await gate.call("GET", `/orders/${order.id}`));
    expect([odd.status, odd.charges[0].status, odd.charges[0].last_transaction.status]).toEqual([
      "under_observation",
      "under_observation",
      "under_observation",
    ]);
    expect(asOrder(await gate.call("GET", `/orders/${order.id}`)).status).toBe("paid");
  });

  it("accepts a card and a refund that fail afterwards", async () => {
    await gate.fault({ operation: "POST /orders", effect: { kind: "fail_later" } });
    const failing = asOrder(await post("later", cardPayment(await gate.token())));
    const paid = asOrder(await post("refund-later", cardPayment(await gate.token())));
    await gate.fault({ operation: "DELETE /charges/{id}", effect: { kind: "fail_later" } });
    const waiting = asCharge(await gate.call("DELETE", `/charges/${paid.charges[0].id}`, { body: { amount: 1000 } }));
    expect([failing.charges[0].status, waiting.last_transaction.status]).toEqual(["processing", "pending_refund"]);

    await gate.advance(30);
    expect(asCharge(await gate.call("GET", `/charges/${failing.charges[0].id}`)).status).toBe("failed");
    const bounced = asCharge(await gate.call("GET", `/charges/${paid.charges[0].id}`));
    expect(bounced).toMatchObject({ status: "paid", last_transaction: { status: "error_on_refunding", success: false } });
    expect(bounced.canceled_amount).toBeUndefined();
  });
});

describe("the sandbox's own pages and controls", () => {
  const control = async (path: string, body: object = {}) => {
    const init = { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await fetch(`${gate.siteBase}/_sandbox${path}`, init);
    return { status: answer.status, body: await answer.json() };
  };

  it("let a test give money back, dispute and reverse, as the panel lets a person", async () => {
    const { charges } = asOrder(await post("by-control", cardPayment(await gate.token())));
    const path = `/charges/${charges[0].id}`;

    expect((await control(`${path}/refund`, { amount: 490 })).body).toMatchObject({ canceled_amount: 490, status: "paid" });
    expect((await control(`${path}/dispute`)).body.status).toBe("chargedback");
    expect((await control(`${path}/dispute/reverse`)).body.status).toBe("paid");
    expect((await control(`${path}/refund`, { amount: 9999 })).status).toBe(400);
    expect((await control("/charges/ch_nothing/refund")).status).toBe(404);
  });

  it("does not let another site press its buttons", async () => {
    const answer = await fetch(`${gate.siteBase}/panel/ch_1`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ action: "refund" }),
    });

    expect(answer.status).toBe(403);
  });

  it("shows the accounts, the charges and the faults that wait", async () => {
    const order = asOrder(await post("shown"));
    const page = async (path: string) => (await fetch(`${gate.siteBase}${path}`)).text();

    expect(await page("")).toContain(gate.account.secretKey);
    expect(await page("/")).toContain("Let the simulator pay");
    expect(await page("/panel")).toContain(order.charges[0].id);
    expect(await page(`/pay/${order.charges[0].id}`)).toContain("Let it expire");
  });

  it("takes faults, and lets them go, by the forms of its page", async () => {
    const send = (path: string, fields: Record<string, string>) =>
      fetch(`${gate.siteBase}/console/${path}`, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { origin: new URL(gate.siteBase).origin },
        redirect: "manual",
      });
    const shown = async () => (await fetch(gate.siteBase)).text();

    expect((await send("faults", { operation: "POST /orders", kind: "refuse", code: "blocked", lasting: "1" })).status).toBe(303);
    expect(await shown()).toContain("every time");
    expect((await post("by-form")).status).toBe(400);

    const refused = await send("faults", { operation: "", kind: "refuse" });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("The fault was not added.")]);
    await send("faults/clear", {});
    expect(await shown()).toContain("Nothing goes wrong at present.");
    expect((await post("after-form")).status).toBe(200);
  });

  it("knows after a restart what it knew before, and after a reset only its configured accounts", async () => {
    const order = asOrder(await post("kept"));
    const again = await gate.restart([{ id: "acc_configured", name: "Configured" }]);
    const read = () =>
      again.app.request(`/core/v5/orders/${order.id}`, { headers: { authorization: `Basic ${btoa(`${gate.account.secretKey}:`)}` } });
    expect((await read()).status).toBe(200);

    await again.app.request("/_sandbox/reset", { method: "POST" });
    const console = await (await again.app.request("/")).text();
    expect((await read()).status).toBe(401);
    expect(console).toContain("acc_configured");
    expect(console).not.toContain(gate.account.id);
    await again.close();
  });
});
