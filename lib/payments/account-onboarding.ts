import { newId } from "@/lib/core/ids";
import { fail, type Result } from "@/lib/core/result";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { addressOf } from "@/lib/stores/hosts";
import type { StoreView } from "@/lib/stores/types";
import { stripe } from "@/lib/stripe/client";
import { refreshStanding } from "./account-standing";
import { openAccount } from "./accounts";
import { type ConnectCode, stripeConnect } from "./gateways/stripe-connect";

export type OnboardingActor = { userId: string; email: string };

/**
 * Takes a merchant into Stripe's onboarding, in an account that is made for the store at the first time. Answers the address of
 * Stripe's page, good for one visit. Fails with `gateway_unreachable` and `gateway_refused`; trying again makes no second account.
 */
export async function startOnboarding(store: StoreView, actor: OnboardingActor): Promise<Result<string, ConnectCode>> {
  const known = await findOnboardingAccount(store);
  if (known) return linkOf(store, known.externalId);
  const made = await stripeConnect(stripe()).create({
    idempotencyKey: `${store.id}:connect:${await countAccounts(store)}`,
    country: store.country,
    email: actor.email,
    name: store.name,
    url: addressOf(store.primaryHost, env().PLATFORM_URL),
  });
  if (!made.ok) return made;
  await withStore(store.id, async (tx) => {
    await openAccount(tx, store.id, { provider: "stripe", externalId: made.value });
    const after = { provider: "stripe", externalId: made.value };
    const entry = {
      storeId: store.id,
      actorId: actor.userId,
      actorKind: "member",
      action: "payments.onboarding_started",
      subject: store.id,
    };
    await tx.auditEntry.create({ data: { id: newId(), ...entry, after } });
  });
  return linkOf(store, made.value);
}

/** A fresh link for a merchant whose link ran out. Fails with `not_found` while no account was made. */
export async function renewOnboarding(store: StoreView): Promise<Result<string, ConnectCode | "not_found">> {
  const known = await findOnboardingAccount(store);
  return known ? linkOf(store, known.externalId) : fail("not_found");
}

/** Asks Stripe how the store's account stands, after the merchant came back. Fails with `not_found` and `gateway_unreachable`. */
export async function checkOnboarding(store: StoreView): Promise<Result<{ canCharge: boolean }, "not_found" | "gateway_unreachable">> {
  const known = await findOnboardingAccount(store);
  return known ? refreshStanding(store.id, known.id) : fail("not_found");
}

/** The newest Stripe account of the store that was not taken away from the platform. */
async function findOnboardingAccount({ id: storeId }: StoreView): Promise<{ id: string; externalId: string } | null> {
  const rows = await withStore(storeId, (tx) =>
    tx.gatewayAccount.findMany({
      where: { storeId, provider: "stripe", isActive: true },
      select: { id: true, externalId: true, onboarding: true },
      orderBy: { createdAt: "desc" },
    }),
  );
  return rows.find(({ onboarding }) => Object(onboarding).disabledReason !== "disconnected") ?? null;
}

function countAccounts({ id: storeId }: StoreView): Promise<number> {
  return withStore(storeId, (tx) => tx.gatewayAccount.count({ where: { storeId, provider: "stripe" } }));
}

function linkOf(store: StoreView, accountId: string): Promise<Result<string, ConnectCode>> {
  const at = (step: "return" | "refresh") => new URL(`/admin/${store.slug}/payments/stripe/${step}`, env().PLATFORM_URL).href;
  return stripeConnect(stripe()).link({ accountId, returnUrl: at("return"), refreshUrl: at("refresh") });
}
