import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/webhooks/stripe/route";
import { newId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import type { Harness } from "@/tests/contract/stripe/harness";
import { open, submit } from "@/tests/contract/stripe/shopper";
import { makeAccount } from "@/tests/factories/checkout";
import { makeStore } from "@/tests/factories/store";
import { startStripe } from "@/tests/factories/stripe";
import { chooseAccount } from "./account-commands";
import { checkOnboarding, renewOnboarding, startOnboarding } from "./account-onboarding";
import { listConnectedAccounts } from "./account-queries";
import { findDefaultAccount } from "./accounts";
import { settleNotice } from "./notices";

// What Next does around a request: there is none in a test, and nothing runs after the answer.
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

let harness: Harness;
beforeAll(async () => {
  harness = await startStripe("onboarding");
});
afterAll(() => harness.close());

const merchant = () => ({ userId: newId(), email: "merchant@example.com" });

async function started(store: StoreView): Promise<{ link: string; accountId: string }> {
  const link = await startOnboarding(store, merchant());
  if (!link.ok) throw new Error(link.code);
  return { link: link.value, accountId: (await stripeAccount(store)).externalId };
}

async function stripeAccount(store: StoreView) {
  const account = (await listConnectedAccounts(store.id)).find(({ provider }) => provider === "stripe");
  if (!account) throw new Error("no account");
  return account;
}

/** Hands what Stripe sent about an account to the application, as the network does, and lets the queue's work run. */
async function deliver(type: string, accountId: string, isNews: (object: Record<string, unknown>) => boolean): Promise<number> {
  const { body, signature } = await harness.awaitEvent(
    type,
    (event) => event.account === accountId && isNews(Object(event.data.object) as Record<string, unknown>),
  );
  const headers = { "stripe-signature": signature };
  const answer = await POST(new Request("http://localhost:3000/api/webhooks/stripe", { method: "POST", headers, body }));
  return answer.status;
}

async function settleNotices(store: StoreView): Promise<string[]> {
  const waiting = await withStore(store.id, (tx) => tx.gatewayNotice.findMany({ where: { storeId: store.id, processedAt: null } }));
  for (const { id } of waiting) await settleNotice(store.id, id);
  const done = await withStore(store.id, (tx) => tx.gatewayNotice.findMany({ where: { storeId: store.id } }));
  return done.map(({ outcome }) => outcome ?? "waiting");
}

describe("onboarding at Stripe", () => {
  it("makes one account, which takes no payments before Stripe lets it charge", async () => {
    const store = await makeStore();
    const links = await Promise.all([startOnboarding(store, merchant()), startOnboarding(store, merchant())]);
    expect(links.every(({ ok }) => ok)).toBe(true);
    const rows = await withStore(store.id, (tx) => tx.gatewayAccount.findMany());
    expect(rows).toMatchObject([{ provider: "stripe", canCharge: false, isDefault: false, secretSealed: "" }]);
    expect(await findDefaultAccount(store.id)).toBeNull();

    const again = await startOnboarding(store, merchant());
    expect(again.ok && links[0]?.ok && again.value !== links[0].value).toBe(true);
    expect(await withStore(store.id, (tx) => tx.gatewayAccount.count())).toBe(1);
  });

  it("shows what is still asked for when the merchant comes back early, and leads a used link into a new one", async () => {
    const store = await makeStore();
    const { link } = await started(store);
    const left = await submit(link, { answer: "later" });
    expect(left.location).toBe(`http://localhost:3000/admin/${store.slug}/payments/stripe/return`);
    expect(await checkOnboarding(store)).toEqual({ ok: true, value: { canCharge: false } });
    const { standing } = await stripeAccount(store);
    expect(standing.disabledReason).toBe("requirements.past_due");
    expect(standing.currentlyDue).toContain("external_account");

    expect((await open(link)).location).toBe(`http://localhost:3000/admin/${store.slug}/payments/stripe/refresh`);
    const renewed = await renewOnboarding(store);
    expect(renewed.ok && (await open(renewed.value)).status).toBe(200);
  });

  it("lets the store be paid once everything was filled in, when the merchant comes back", async () => {
    const store = await makeStore();
    const { link, accountId } = await started(store);
    await submit(link, { answer: "confirm" });
    expect(await checkOnboarding(store)).toEqual({ ok: true, value: { canCharge: true } });
    expect(await findDefaultAccount(store.id)).toMatchObject({ provider: "stripe", externalId: accountId, methods: ["hosted"] });
  });

  it("lets the store be paid by a notice too, when the merchant never comes back", async () => {
    const store = await makeStore();
    const { link, accountId } = await started(store);
    await submit(link, { answer: "confirm" });
    expect(await deliver("account.updated", accountId, ({ charges_enabled }) => charges_enabled === true)).toBe(200);
    expect(await settleNotices(store)).toContain("can_charge");
    expect((await findDefaultAccount(store.id))?.externalId).toBe(accountId);
  });

  it("stops payments when Stripe stops them, and says why", async () => {
    const store = await makeStore();
    const { link, accountId } = await started(store);
    await submit(link, { answer: "confirm" });
    await checkOnboarding(store);
    await harness.control(`/accounts/${accountId}/restrict`);
    await deliver(
      "account.updated",
      accountId,
      ({ charges_enabled, details_submitted }) => charges_enabled === false && details_submitted === true,
    );
    expect(await settleNotices(store)).toContain("cannot_charge");
    expect(await findDefaultAccount(store.id)).toBeNull();
    expect((await stripeAccount(store)).standing).toMatchObject({ currentlyDue: ["individual.verification.document"] });
  });

  it("takes an account that was taken away for disconnected, and makes another on the next start", async () => {
    const store = await makeStore();
    const { link, accountId } = await started(store);
    await submit(link, { answer: "confirm" });
    await checkOnboarding(store);
    await harness.stripe.accounts.del(accountId);
    expect(await checkOnboarding(store)).toEqual({ ok: true, value: { canCharge: false } });
    expect((await stripeAccount(store)).standing.disabledReason).toBe("disconnected");
    expect(await findDefaultAccount(store.id)).toBeNull();
    expect((await started(store)).accountId).not.toBe(accountId);
  });

  it("says that Stripe is silent when it is, and changes nothing", async () => {
    const store = await makeStore();
    await started(store);
    // Asked once, and once more by the client itself.
    await harness.fault("GET /v1/accounts/{id}", { kind: "fail_before", status: 500 }, 2);
    expect(await checkOnboarding(store)).toEqual({ ok: false, code: "gateway_unreachable" });
    expect((await stripeAccount(store)).canCharge).toBe(false);
  });

  it("leaves a gateway that takes the payments in its place until the merchant chooses", async () => {
    const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
    await makeAccount(store);
    const { link } = await started(store);
    expect((await findDefaultAccount(store.id))?.provider).toBe("pagarme");
    const stripe = await stripeAccount(store);
    expect(await chooseAccount({ storeId: store.id, actorId: newId() }, stripe.id)).toEqual({ ok: false, code: "cannot_charge" });

    await submit(link, { answer: "confirm" });
    await checkOnboarding(store);
    expect((await findDefaultAccount(store.id))?.provider).toBe("pagarme");
    expect((await chooseAccount({ storeId: store.id, actorId: newId() }, stripe.id)).ok).toBe(true);
    expect((await findDefaultAccount(store.id))?.provider).toBe("stripe");
  });
});

describe("whose event it is", () => {
  it("the secret and the account decide: a connected account's event never reaches the platform's own books", async () => {
    const store = await makeStore();
    const { link, accountId } = await started(store);
    const billing = () => withPlatform((tx) => tx.outboxEvent.count({ where: { name: "billing.notice_received" } }));
    const before = await billing();
    await submit(link, { answer: "confirm" });
    await deliver("account.updated", accountId, ({ charges_enabled }) => charges_enabled === true);
    expect(await billing()).toBe(before);
    expect(await withStore(store.id, (tx) => tx.gatewayNotice.count())).toBe(1);
  });
});
