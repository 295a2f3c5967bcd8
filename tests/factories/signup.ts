import type { SignupInput } from "@/lib/billing/schema";
import { openSignupCheckout, startSignup } from "@/lib/billing/signup";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import type { SignupModel } from "@/lib/db/generated/models";
import { withPlatform } from "@/lib/db/transaction";
import { CARDS, type Page, payWith } from "@/tests/contract/stripe/shopper";
import { makePlan } from "./plan";

/** What the sign-up form sends; say what matters. Address and e-mail are its own. */
export async function signupInputOf(wanted: Partial<SignupInput> = {}): Promise<SignupInput> {
  const requestId = newId();
  const tail = requestId.slice(-12);
  return {
    requestId,
    plan: wanted.plan ?? (await makePlan()).code,
    storeName: "Ateliê Aurora",
    slug: `s-${tail}`,
    email: `o-${tail}@example.com`,
    password: "a long enough password",
    terms: "on",
    ...wanted,
  };
}

export type MadeSignup = { id: string; token: string; slug: string; checkoutUrl: string };

/** A sign-up whose hosted payment page is open. */
export async function makeSignup(wanted: Partial<SignupInput> = {}, locale: Locale = "pt-BR"): Promise<MadeSignup> {
  const input = await signupInputOf(wanted);
  const started = await startSignup(input, locale);
  if (!started.ok) throw new Error(started.code);
  const { signupId: id, token } = started.value;
  return { id, token, slug: input.slug, checkoutUrl: await openSignupCheckout(id) };
}

/** Pays on the hosted page with a card that is approved, unless told otherwise. */
export function paySignup(signup: MadeSignup, card: string = CARDS.approved): Promise<Page> {
  return payWith(signup.checkoutUrl, card);
}

export function readSignup(id: string): Promise<SignupModel> {
  return withPlatform((tx) => tx.signup.findUniqueOrThrow({ where: { id } }));
}
