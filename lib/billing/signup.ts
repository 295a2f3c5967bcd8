import { createHmac } from "node:crypto";
import type { Locale } from "@/lib/core/locale";
import { fail, ok, type Result } from "@/lib/core/result";
import { equalSecrets, hashToken } from "@/lib/core/seal";
import { after, hourMs } from "@/lib/core/time";
import { Prisma } from "@/lib/db/generated/client";
import type { SignupModel } from "@/lib/db/generated/models";
import { withPlatform } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { record } from "@/lib/events/outbox";
import { checkCredentials } from "@/lib/identity/commands";
import { hashPassword } from "@/lib/identity/passwords";
import { checkSlug } from "@/lib/stores/availability";
import { findPlan } from "./plans";
import type { SignupInput } from "./schema";
import { openSubscriptionCheckout, readSubscriptionCheckout, requireStripePrice } from "./stripe-billing";

/** How long an unpaid sign-up holds its address; Stripe's hosted page ends with it (at least 30 minutes, at most 24 hours). */
const holdMs = 2 * hourMs;

export type SignupFailure = "slug_taken" | "plan_unknown" | "email_taken";

/** Takes a sign-up down and holds its address. The same `requestId` again answers the same sign-up. Returns its token. */
export async function startSignup(input: SignupInput, locale: Locale): Promise<Result<{ signupId: string; token: string }, SignupFailure>> {
  const token = signupToken(input.requestId);
  const known = await withPlatform((tx) => tx.signup.findUnique({ where: { id: input.requestId }, select: { id: true } }));
  if (known) return ok({ signupId: known.id, token });

  const plan = await findPlan(input.plan, locale);
  if (!plan) return fail("plan_unknown");
  if (!(await mayUseEmail(input))) return fail("email_taken");
  const availability = await checkSlug(input.slug);
  if (!availability.available) {
    // The same request, sent twice at once, may hold the address by now.
    return (await isSameRequest(input.requestId)) ? ok({ signupId: input.requestId, token }) : fail("slug_taken");
  }

  const isBrazilian = locale === "pt-BR";
  const data = {
    id: input.requestId,
    tokenHash: hashToken(token),
    slug: input.slug,
    storeName: input.storeName,
    email: input.email,
    passwordHash: await hashPassword(input.password),
    locale,
    currency: isBrazilian ? "BRL" : "USD",
    country: isBrazilian ? "BR" : "US",
    planId: plan.id,
    termsAcceptedAt: new Date(),
    expiresAt: after(holdMs),
  };
  return (await insertSignup(data)) ? ok({ signupId: data.id, token }) : fail("slug_taken");
}

/** A new e-mail, or a known one with its right password: one person may own several stores. */
async function mayUseEmail(input: SignupInput): Promise<boolean> {
  const user = await withPlatform((tx) => tx.user.findUnique({ where: { email: input.email }, select: { id: true } }));
  return !user || (await checkCredentials(input.email, input.password)).ok;
}

async function insertSignup(data: Prisma.SignupUncheckedCreateInput): Promise<boolean> {
  try {
    await withPlatform(async (tx) => {
      await tx.signup.updateMany({
        where: { slug: data.slug, status: "started", expiresAt: { lte: new Date() } },
        data: { status: "expired" },
      });
      await tx.signup.create({ data });
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return isSameRequest(data.id as string);
    throw error;
  }
}

async function isSameRequest(id: string): Promise<boolean> {
  return (await withPlatform((tx) => tx.signup.count({ where: { id } }))) === 1;
}

/** Where the person pays. Opened again after it expired or was left; the same page while it is open. */
export async function openSignupCheckout(signupId: string): Promise<string> {
  const signup = await withPlatform((tx) => tx.signup.findUniqueOrThrow({ where: { id: signupId } }));
  const token = signupToken(signup.id);
  if (signup.status !== "started") return statusAddress(token);
  if (signup.checkoutUrl && signup.checkoutSessionId) {
    const { status } = await readSubscriptionCheckout(signup.checkoutSessionId);
    if (status === "open") return signup.checkoutUrl;
    if (status === "paid") return statusAddress(token);
  }
  const attempt = signup.checkoutSessionId ? signup.attempt + 1 : signup.attempt;
  return openAttempt(signup, token, attempt);
}

async function openAttempt(signup: SignupModel, token: string, attempt: number): Promise<string> {
  const expiresAt = after(holdMs);
  const opened = await openSubscriptionCheckout({
    signupId: signup.id,
    attempt,
    email: signup.email,
    priceId: await requireStripePrice(signup.planId, signup.currency),
    locale: signup.locale === "pt-BR" ? "pt-BR" : "en",
    successUrl: statusAddress(token),
    cancelUrl: `${statusAddress(token)}&left=1`,
    expiresAt,
  });
  await withPlatform((tx) =>
    tx.signup.update({
      where: { id: signup.id },
      data: { attempt, checkoutSessionId: opened.sessionId, checkoutUrl: opened.url, expiresAt: after(holdMs + hourMs) },
    }),
  );
  return opened.url;
}

function statusAddress(token: string): string {
  return new URL(`/signup/status?token=${token}`, env().PLATFORM_URL).toString();
}

/** `{signupId}.{HMAC}`: the address of the status page cannot be guessed from an id. */
export function signupToken(signupId: string): string {
  const mac = createHmac("sha256", env().NEXTAUTH_SECRET).update(`signup:${signupId}`).digest("base64url");
  return `${signupId}.${mac}`;
}

function signupIdOf(token: string): string | null {
  const [id = ""] = token.split(".");
  return equalSecrets(token, signupToken(id)) ? id : null;
}

export type SignupStatus = {
  id: string;
  status: "started" | "paid" | "provisioning" | "ready" | "expired" | "failed";
  storeName: string;
  slug: string;
  email: string;
  steps: string[];
};

/** How a sign-up stands, or null for a token that is not ours. */
export async function findSignup(token: string): Promise<SignupStatus | null> {
  const id = signupIdOf(token);
  if (!id) return null;
  const row = await withPlatform((tx) => tx.signup.findUnique({ where: { id } }));
  if (!row) return null;
  const steps = Array.isArray(row.steps) ? row.steps.map(String) : [];
  return { id, status: row.status as SignupStatus["status"], storeName: row.storeName, slug: row.slug, email: row.email, steps };
}

/**
 * Asks Stripe whether an open sign-up was paid, and if so starts provisioning. Called by the browser's return and by the notice:
 * whichever comes first does it, the other changes nothing.
 */
export async function settleSignup(signupId: string): Promise<void> {
  const signup = await withPlatform((tx) => tx.signup.findUnique({ where: { id: signupId } }));
  if (!signup?.checkoutSessionId || (signup.status !== "started" && signup.status !== "expired")) return;
  const facts = await readSubscriptionCheckout(signup.checkoutSessionId);
  if (facts.status !== "paid" || facts.signupId !== signupId || !facts.subscriptionId) return;
  const paid = { signupId, customerId: facts.customerId, subscriptionId: facts.subscriptionId };
  try {
    await markPaid(paid, signup.slug);
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Paid after its hold ended, and the address is promised to somebody else: the store opens under the nearest free one.
    await markPaid(paid, `${signup.slug.slice(0, 33)}-${signupId.slice(-6)}`);
  }
}

type PaidSignup = { signupId: string; customerId: string | null; subscriptionId: string };

function markPaid({ signupId, customerId, subscriptionId }: PaidSignup, slug: string): Promise<void> {
  return withPlatform(async (tx) => {
    const paid = await tx.signup.updateMany({
      where: { id: signupId, status: { in: ["started", "expired"] } },
      data: { status: "paid", slug, stripeCustomerId: customerId, stripeSubscriptionId: subscriptionId },
    });
    if (paid.count === 1) await record(tx, "signup.paid", { signupId });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
