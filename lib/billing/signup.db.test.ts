import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import type { Harness } from "@/tests/contract/stripe/harness";
import { CARDS } from "@/tests/contract/stripe/shopper";
import { makePerson } from "@/tests/factories/person";
import { makePlan } from "@/tests/factories/plan";
import { makeSignup, paySignup, readSignup, signupInputOf } from "@/tests/factories/signup";
import { makeStore } from "@/tests/factories/store";
import { startStripe } from "@/tests/factories/stripe";
import { applyBillingNotice } from "./notices";
import { findSignup, openSignupCheckout, settleSignup, signupToken, startSignup } from "./signup";

let harness: Harness;
beforeAll(async () => {
  harness = await startStripe("signup_test");
});
afterAll(() => harness.close());

const endHold = (id: string) => withPlatform((tx) => tx.signup.update({ where: { id }, data: { expiresAt: new Date() } }));
const endPage = async (id: string) => harness.stripe.checkout.sessions.expire((await readSignup(id)).checkoutSessionId ?? "");

async function paidEvents(signupId: string): Promise<number> {
  return withPlatform((tx) => tx.outboxEvent.count({ where: { name: "signup.paid", payload: { equals: { signupId } } } }));
}

describe("a sign-up that is sent twice", () => {
  it("is one sign-up, also at the same moment", async () => {
    const input = await signupInputOf();
    const answers = await Promise.all([1, 2, 3].map(() => startSignup(input, "en")));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, value: { signupId: input.requestId } });
    expect(await withPlatform((tx) => tx.signup.count({ where: { email: input.email } }))).toBe(1);
  });

  it("leads to one payment page", async () => {
    const { id, checkoutUrl } = await makeSignup();
    const again = await Promise.all([openSignupCheckout(id), openSignupCheckout(id)]);
    expect(again).toEqual([checkoutUrl, checkoutUrl]);
  });
});

describe("the address of a store", () => {
  it("is held by an open sign-up, until its time is over", async () => {
    const first = await makeSignup();
    const second = await signupInputOf({ slug: first.slug });
    expect(await startSignup(second, "en")).toEqual({ ok: false, code: "slug_taken" });
    await endHold(first.id);
    expect((await startSignup(second, "en")).ok).toBe(true);
    expect(await readSignup(first.id)).toMatchObject({ status: "expired" });
  });

  it("is not given away twice to two who ask at the same moment", async () => {
    const [one, other] = [await signupInputOf(), await signupInputOf()];
    const answers = await Promise.all([startSignup(one, "en"), startSignup({ ...other, slug: one.slug }, "en")]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, code: "slug_taken" });
  });

  it("is taken when a store has it", async () => {
    const { slug } = await makeStore({ slug: `taken-${newId().slice(-8)}` });
    expect(await startSignup(await signupInputOf({ slug }), "en")).toEqual({ ok: false, code: "slug_taken" });
  });
});

describe("who may sign up", () => {
  it("is nobody for a plan that is not on sale", async () => {
    const retired = await makePlan({ isActive: false });
    for (const plan of [retired.code, "nonsense"]) {
      expect(await startSignup(await signupInputOf({ plan }), "en")).toEqual({ ok: false, code: "plan_unknown" });
    }
  });

  it("is the owner of an account with its password, not somebody who knows its e-mail", async () => {
    const { email, password } = await makePerson();
    const stranger = await signupInputOf({ email });
    expect(await startSignup({ ...stranger, password: "another long password" }, "en")).toEqual({ ok: false, code: "email_taken" });
    expect((await startSignup(await signupInputOf({ email, password }), "en")).ok).toBe(true);
  });
});

describe("the status page of a sign-up", () => {
  it("is reached by its token alone", async () => {
    const { id, token, slug } = await makeSignup();
    expect(await findSignup(token)).toMatchObject({ id, slug, status: "started" });
    for (const wrong of [id, `${id}.`, `${newId()}.${token.split(".")[1]}`, signupToken(newId()), "", `${token}x`]) {
      expect(await findSignup(wrong)).toBeNull();
    }
  });
});

describe("a payment page that was left", () => {
  it("is opened anew once it has expired", async () => {
    const { id, checkoutUrl } = await makeSignup();
    await endPage(id);
    const next = await openSignupCheckout(id);
    expect(next).not.toBe(checkoutUrl);
    expect(await readSignup(id)).toMatchObject({ attempt: 2, checkoutUrl: next });
  });

  it("leads to the status page when it was paid after all", async () => {
    const signup = await makeSignup();
    await paySignup(signup);
    expect(await openSignupCheckout(signup.id)).toBe(`http://localhost:3000/signup/status?token=${signup.token}`);
  });
});

describe("the price", () => {
  it("is never another one than the one that was shown", async () => {
    const plan = await makePlan();
    await makeSignup({ plan: plan.code }, "en");
    await withPlatform((tx) =>
      tx.planPrice.update({ where: { planId_currency: { planId: plan.id, currency: "USD" } }, data: { amountCents: 9900 } }),
    );
    await expect(makeSignup({ plan: plan.code }, "en")).rejects.toThrow("not the price that is shown");
  });
});

describe("a payment", () => {
  it("that was not made changes nothing", async () => {
    const signup = await makeSignup();
    await settleSignup(signup.id);
    const refused = await paySignup(signup, CARDS.declined);
    await settleSignup(signup.id);
    expect(refused.status).toBe(402);
    expect([await paidEvents(signup.id), (await readSignup(signup.id)).status]).toEqual([0, "started"]);
  });

  it("after a refused card counts once, whether the browser or the notice comes first, or both at once", async () => {
    const signup = await makeSignup();
    await paySignup(signup, CARDS.declined);
    await paySignup(signup);
    const { checkoutSessionId } = await readSignup(signup.id);
    const notice = { kind: "checkout.session.completed", reference: checkoutSessionId ?? "" };
    await Promise.all([settleSignup(signup.id), applyBillingNotice(notice), settleSignup(signup.id)]);
    await applyBillingNotice(notice);
    expect(await paidEvents(signup.id)).toBe(1);
    expect(await readSignup(signup.id)).toMatchObject({
      status: "paid",
      stripeSubscriptionId: expect.stringMatching(/^sub_/),
      stripeCustomerId: expect.stringMatching(/^cus_/),
    });
  });

  it("after the address was promised to somebody else opens the store under the nearest free one", async () => {
    const late = await makeSignup();
    await endHold(late.id);
    const quick = await makeSignup({ slug: late.slug });
    await paySignup(late);
    await settleSignup(late.id);
    expect(await readSignup(late.id)).toMatchObject({ status: "paid", slug: `${late.slug}-${late.id.slice(-6)}` });
    expect(await readSignup(quick.id)).toMatchObject({ status: "started", slug: late.slug });
    expect(await paidEvents(late.id)).toBe(1);
  });

  it("of one sign-up never settles another", async () => {
    const [paid, other] = [await makeSignup(), await makeSignup()];
    await paySignup(paid);
    const { checkoutSessionId } = await readSignup(paid.id);
    await withPlatform((tx) => tx.signup.update({ where: { id: paid.id }, data: { checkoutSessionId: null } }));
    await withPlatform((tx) => tx.signup.update({ where: { id: other.id }, data: { checkoutSessionId } }));
    await settleSignup(other.id);
    expect(await readSignup(other.id)).toMatchObject({ status: "started" });
  });
});
