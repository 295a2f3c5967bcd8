import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { checkCredentials } from "@/lib/identity/commands";
import { findStoreByHost, requireStore } from "@/lib/stores/queries";
import type { StoreView } from "@/lib/stores/types";
import type { Harness } from "@/tests/contract/stripe/harness";
import { recordedEvents } from "@/tests/factories/events";
import { asOwner } from "@/tests/factories/owner";
import { type MadeSignup, makeSignup, paySignup, readSignup } from "@/tests/factories/signup";
import { makeStore } from "@/tests/factories/store";
import { startStripe } from "@/tests/factories/stripe";
import { applyBillingNotice } from "./notices";
import { provisioningSteps, provisionStore } from "./provision";
import { settleSignup } from "./signup";

let harness: Harness;
beforeAll(async () => {
  harness = await startStripe("provision_test");
});
afterAll(() => harness.close());

async function paidSignup(...wanted: Parameters<typeof makeSignup>): Promise<MadeSignup> {
  const signup = await makeSignup(...wanted);
  await paySignup(signup);
  await settleSignup(signup.id);
  return signup;
}

async function storeOf(signup: MadeSignup): Promise<StoreView> {
  return requireStore((await readSignup(signup.id)).storeId ?? "");
}

async function provisioned(): Promise<{ signup: MadeSignup; store: StoreView }> {
  const signup = await paidSignup();
  await provisionStore(signup.id);
  return { signup, store: await storeOf(signup) };
}

/** What there is of a store, to compare before and after. */
async function inventoryOf(store: StoreView): Promise<object> {
  const own = await withStore(store.id, async (tx) => ({
    pages: await tx.page.count(),
    rates: await tx.shippingRate.count(),
    members: await tx.membership.count(),
    hosts: await tx.storeHost.count(),
  }));
  return { ...own, events: (await recordedEvents(store, "store.provisioned")).length };
}

describe("a paid sign-up", () => {
  it("becomes an open store with its host, owner, plan, pages and rates", async () => {
    const { signup, store } = await provisioned();
    expect(store).toMatchObject({
      status: "active",
      isPublished: true,
      locale: "pt-BR",
      currency: "BRL",
      country: "BR",
      slug: signup.slug,
    });
    expect((await findStoreByHost(`${signup.slug}.localhost`))?.id).toBe(store.id);
    expect(await inventoryOf(store)).toEqual({ pages: 4, rates: 2, members: 1, hosts: 1, events: 1 });
    expect(await readSignup(signup.id)).toMatchObject({ status: "ready", steps: [...provisioningSteps] });
    const { email } = await readSignup(signup.id);
    expect((await checkCredentials(email, "a long enough password")).ok).toBe(true);
  });

  it("that was not paid becomes nothing", async () => {
    const signup = await makeSignup();
    await provisionStore(signup.id);
    expect(await readSignup(signup.id)).toMatchObject({ status: "started", storeId: null });
  });

  it("becomes one store when the message comes twice, one after the other or at once", async () => {
    const signup = await paidSignup();
    await Promise.all([provisionStore(signup.id), provisionStore(signup.id), provisionStore(signup.id)]);
    const store = await storeOf(signup);
    const before = await inventoryOf(store);
    await provisionStore(signup.id);
    expect(before).toEqual({ pages: 4, rates: 2, members: 1, hosts: 1, events: 1 });
    expect(await inventoryOf(store)).toEqual(before);
    expect(await withPlatform((tx) => tx.store.count({ where: { slug: { startsWith: signup.slug } } }))).toBe(1);
  });

  it("goes on where a crash stopped it", async () => {
    const signup = await paidSignup();
    await asOwner("REVOKE INSERT ON page FROM vitrine_app");
    await expect(provisionStore(signup.id)).rejects.toThrow();
    await asOwner("GRANT INSERT ON page TO vitrine_app");
    const halfway = await storeOf(signup);
    expect(halfway).toMatchObject({ status: "provisioning" });
    expect(await readSignup(signup.id)).toMatchObject({ status: "provisioning", steps: ["payment", "store", "address", "team"] });
    await provisionStore(signup.id);
    expect((await storeOf(signup)).id).toBe(halfway.id);
    expect(await inventoryOf(halfway)).toEqual({ pages: 4, rates: 2, members: 1, hosts: 1, events: 1 });
  });

  it("opens under a near address when its own became a store's in the meantime", async () => {
    const signup = await paidSignup();
    await makeStore({ slug: signup.slug });
    await provisionStore(signup.id);
    expect((await storeOf(signup)).slug).toBe(`${signup.slug}-${signup.id.slice(-6)}`);
  });

  it("is one person with two stores when the e-mail is known", async () => {
    const first = await paidSignup();
    await provisionStore(first.id);
    const { email } = await readSignup(first.id);
    const second = await paidSignup({ email });
    await provisionStore(second.id);
    const user = await withPlatform((tx) => tx.user.findUniqueOrThrow({ where: { email }, include: { memberships: true } }));
    expect(user.memberships.map(({ role }) => role)).toEqual(["owner", "owner"]);
  });
});

describe("a subscription that lapses", () => {
  async function cancelled(): Promise<{ store: StoreView; notice: { kind: string; reference: string } }> {
    const { signup, store } = await provisioned();
    const reference = (await readSignup(signup.id)).stripeSubscriptionId ?? "";
    await harness.stripe.subscriptions.cancel(reference);
    return { store, notice: { kind: "customer.subscription.deleted", reference } };
  }

  it("suspends the store, once, however often the notice comes", async () => {
    const { store, notice } = await cancelled();
    await applyBillingNotice(notice);
    await applyBillingNotice(notice);
    expect(await requireStore(store.id)).toMatchObject({ status: "suspended" });
    const changes = await recordedEvents(store, "store.changed");
    expect(changes).toHaveLength(2);
  });

  it("opens it again when it is paid", async () => {
    const { signup, store } = await provisioned();
    const reference = (await readSignup(signup.id)).stripeSubscriptionId ?? "";
    const suspend = (suspendedReason: string) =>
      withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { status: "suspended", suspendedReason } }));
    await suspend("operator");
    await applyBillingNotice({ kind: "customer.subscription.updated", reference });
    expect(await requireStore(store.id)).toMatchObject({ status: "suspended" });
    await suspend("subscription");
    await applyBillingNotice({ kind: "customer.subscription.updated", reference });
    expect(await requireStore(store.id)).toMatchObject({ status: "active" });
  });

  it("leaves other stores alone", async () => {
    const { store } = await provisioned();
    await applyBillingNotice((await cancelled()).notice);
    expect(await requireStore(store.id)).toMatchObject({ status: "active" });
  });
});
