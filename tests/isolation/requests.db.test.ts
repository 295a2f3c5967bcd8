import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgotAction } from "@/app/(auth)/forgot/actions";
import { signInAction } from "@/app/(auth)/login/actions";
import { signUpAction } from "@/app/(auth)/signup/actions";
import { GET as askSlug } from "@/app/api/slugs/route";
import { placeAction, setCouponAction } from "@/app/store/[host]/(paying)/checkout/actions";
import { GET as suggest } from "@/app/store/[host]/(shop)/search/suggest/route";
import { type FormState, idleForm } from "@/lib/core/form-state";
import { newId } from "@/lib/core/ids";
import { isWithinLimit, type LimitedAct } from "@/lib/security/rate-limit";
import { makePerson } from "@/tests/factories/person";
import { signupInputOf } from "@/tests/factories/signup";
import { makeStore } from "@/tests/factories/store";

const request = vi.hoisted(() => {
  // Behind a proxy that tells the caller's address; read before the first module asks for the environment.
  process.env.TRUST_PROXY = "1";
  return { headers: new Map<string, string>() };
});

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined, set: () => undefined, delete: () => undefined }),
  headers: async () => new Headers([...request.headers]),
}));
vi.mock("next/cache", () => ({ cacheLife: () => undefined, cacheTag: () => undefined, refresh: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  notFound: () => {
    throw new Error("NOT FOUND");
  },
  redirect: (to: string) => {
    throw new Error(`REDIRECT ${to}`);
  },
}));

/** How many tries each act allows before it says no; the tests use all of them up. */
const allowed: Partial<Record<LimitedAct, number>> = {
  signIn: 10,
  signUp: 20,
  passwordReset: 5,
  slugCheck: 60,
  placeOrder: 20,
  search: 120,
};

async function useUp(act: LimitedAct, key: string): Promise<void> {
  await Promise.all(Array.from({ length: allowed[act] ?? 0 }, () => isWithinLimit(act, key)));
}

function formOf(fields: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form;
}

const busy: Partial<FormState> = { status: "rejected", code: "too_many_tries" };
let address: string;

beforeEach(() => {
  address = `2001:db8::${newId().slice(-4)}`;
  request.headers.set("x-forwarded-for", `203.0.113.7, ${address}`);
});
afterEach(() => request.headers.clear());

describe("who asks too often is refused, and others are not", () => {
  it("signing in, from one address whatever the e-mail", async () => {
    const { email, password } = await makePerson();
    await useUp("signIn", address);
    expect(await signInAction(idleForm, formOf({ email, password }))).toMatchObject(busy);
    request.headers.set("x-forwarded-for", "2001:db8::beef");
    await expect(signInAction(idleForm, formOf({ email, password, next: "/admin" }))).rejects.toThrow("REDIRECT /admin");
  });

  it("asking for a new password, for one e-mail", async () => {
    const { email } = await makePerson();
    await useUp("passwordReset", email);
    expect(await forgotAction(idleForm, formOf({ email }))).toMatchObject(busy);
    expect(await forgotAction(idleForm, formOf({ email: (await makePerson()).email }))).toMatchObject({ status: "saved" });
  });

  it("signing up, from one address", async () => {
    await useUp("signUp", address);
    expect(await signUpAction(idleForm, formOf(await signupInputOf()))).toMatchObject(busy);
  });

  it("asking whether an address is free", async () => {
    await useUp("slugCheck", address);
    expect((await askSlug(new Request("http://localhost/api/slugs?slug=aurora"))).status).toBe(429);
  });

  it("suggestions while typing, in one store alone", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    await useUp("search", `${store.primaryHost}:${address}`);
    const ask = async (host: string) => {
      request.headers.set("host", host);
      request.headers.set("x-forwarded-host", host);
      return (await suggest(new Request(`http://${host}/search/suggest?q=a`))).status;
    };
    expect([await ask(store.primaryHost), await ask(other.primaryHost)]).toEqual([429, 200]);
  });

  it("trying coupons at the checkout", async () => {
    const store = await makeStore();
    request.headers.set("x-forwarded-host", store.primaryHost);
    await useUp("placeOrder", `coupon:${store.primaryHost}:${address}`);
    expect(await setCouponAction(idleForm, formOf({ coupon: "FREE" }))).toMatchObject({ errors: { coupon: "too_many_tries" } });
  });

  it("placing orders, in one store from one address", async () => {
    const store = await makeStore();
    request.headers.set("x-forwarded-host", store.primaryHost);
    const order = () => formOf({ method: "pix", checkout: newId(), quote: "0".repeat(64) });
    await expect(placeAction(idleForm, order())).rejects.toThrow("REDIRECT /cart");
    await useUp("placeOrder", `${store.primaryHost}:${address}`);
    expect(await placeAction(idleForm, order())).toMatchObject(busy);
  });
});

describe("a request of a storefront", () => {
  it("is of its own pages: another site's, or another store's, is not found", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    request.headers.set("x-forwarded-host", store.primaryHost);
    for (const origin of ["https://evil.example", `http://${other.primaryHost}:3000`, "http://localhost:3000", "nonsense"]) {
      request.headers.set("origin", origin);
      await expect(setCouponAction(idleForm, formOf({ coupon: "FREE" })), origin).rejects.toThrow("NOT FOUND");
    }
    request.headers.set("origin", `http://${store.primaryHost}:3000`);
    await expect(setCouponAction(idleForm, formOf({ coupon: "FREE" }))).rejects.toThrow("REDIRECT /cart");
  });

  it("leads nowhere on a host that no store has, and in a store that is closed for a while", async () => {
    for (const host of ["nobody.localhost", (await makeStore({ status: "suspended" })).primaryHost]) {
      request.headers.set("x-forwarded-host", host);
      await expect(setCouponAction(idleForm, formOf({ coupon: "FREE" })), host).rejects.toThrow("NOT FOUND");
    }
  });
});
