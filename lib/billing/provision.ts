import { newId, toStoreId } from "@/lib/core/ids";
import type { SignupModel } from "@/lib/db/generated/models";
import { type PlatformTx, withPlatform, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { record } from "@/lib/events/outbox";
import { temporaryHost } from "@/lib/stores/hosts";
import { defaultPages, defaultShippingRates } from "./first-content";

/** The steps that the status page ticks, in order. */
export const provisioningSteps = ["payment", "store", "address", "team", "ready"] as const;
export type ProvisioningStep = (typeof provisioningSteps)[number];

/**
 * Turns a paid sign-up into a store. Every step can be repeated: run again after a crash it goes on where it stopped, and run
 * again when all is done it changes nothing. `store.provisioned` is recorded once.
 */
export async function provisionStore(signupId: string): Promise<void> {
  const signup = await withPlatform((tx) => tx.signup.findUniqueOrThrow({ where: { id: signupId } }));
  if (!["paid", "provisioning"].includes(signup.status)) return;
  const storeId = await createStore(signup.id);
  await addFirstContent(storeId, signup);
  await openStore(signupId, storeId);
}

/** Store, host, owner, membership and subscription in one transaction, under the lock of the sign-up. */
function createStore(signupId: string): Promise<string> {
  return withPlatform(async (tx) => {
    await tx.$queryRaw`select id from signup where id = ${signupId}::uuid for update`;
    const signup = await tx.signup.findUniqueOrThrow({ where: { id: signupId } });
    if (signup.storeId) return signup.storeId;
    const storeId = newId();
    const slug = await freeSlug(tx, signup.slug, signupId);
    const isBrazilian = signup.country === "BR";
    await tx.store.create({
      data: {
        id: storeId,
        slug,
        name: signup.storeName,
        locale: signup.locale,
        currency: signup.currency,
        country: signup.country,
        timeZone: isBrazilian ? "America/Sao_Paulo" : "America/New_York",
        contact: { email: signup.email },
      },
    });
    await tx.storeHost.create({ data: { host: temporaryHost(slug, env().STORES_DOMAIN), storeId, kind: "temporary", isPrimary: true } });
    await addOwner(tx, storeId, signup);
    await addSubscription(tx, storeId, signup);
    await tx.signup.update({
      where: { id: signupId },
      data: { storeId, slug, status: "provisioning", steps: ["payment", "store", "address", "team"] satisfies ProvisioningStep[] },
    });
    return storeId;
  });
}

async function freeSlug(tx: PlatformTx, slug: string, signupId: string): Promise<string> {
  const taken = await tx.store.findUnique({ where: { slug }, select: { id: true } });
  return taken ? `${slug.slice(0, 33)}-${signupId.slice(-6)}` : slug;
}

async function addOwner(tx: PlatformTx, storeId: string, signup: SignupModel): Promise<void> {
  const owner = await tx.user.upsert({
    where: { email: signup.email },
    create: { id: newId(), email: signup.email, passwordHash: signup.passwordHash, locale: signup.locale },
    update: {},
    select: { id: true },
  });
  await tx.membership.create({ data: { storeId, userId: owner.id, role: "owner" } });
}

async function addSubscription(tx: PlatformTx, storeId: string, signup: SignupModel): Promise<void> {
  if (!signup.stripeSubscriptionId) throw new Error(`the sign-up ${signup.id} is paid but names no subscription`);
  await tx.subscription.create({
    data: {
      storeId,
      planId: signup.planId,
      status: "active",
      currency: signup.currency,
      stripeCustomerId: signup.stripeCustomerId ?? "",
      stripeSubscriptionId: signup.stripeSubscriptionId,
    },
  });
}

async function addFirstContent(id: string, signup: SignupModel): Promise<void> {
  const storeId = toStoreId(id);
  await withStore(storeId, async (tx) => {
    const pages = defaultPages(signup.locale);
    await tx.page.createMany({ data: pages.map((page) => ({ ...page, storeId })), skipDuplicates: true });
    if ((await tx.shippingRate.count()) === 0) {
      await tx.shippingRate.createMany({ data: defaultShippingRates(signup.locale).map((rate) => ({ ...rate, storeId })) });
    }
  });
}

function openStore(signupId: string, storeId: string): Promise<void> {
  return withPlatform(async (tx) => {
    const opened = await tx.signup.updateMany({
      where: { id: signupId, status: "provisioning" },
      data: { status: "ready", steps: [...provisioningSteps] },
    });
    if (opened.count !== 1) return;
    await tx.store.update({ where: { id: storeId }, data: { status: "active", isPublished: true } });
    await tx.auditEntry.create({
      data: { id: newId(), storeId, actorKind: "system", action: "store.provisioned", subject: storeId, after: { signupId } },
    });
    await record(tx, "store.provisioned", { storeId, signupId });
    await record(tx, "store.changed", { storeId });
  });
}
