import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { skipTime } from "./clock";
import { moneyConsumers, type Outage } from "./consumers";
import { openDoors, type StripeStand, startPagarmeStand, startStripeStand } from "./gateways";
import { keepEvents } from "./keep-events";
import type { Merchant } from "./merchant";
import { openPagarmeShop } from "./pagarme-merchant";
import { type BadQueue, startBadQueue } from "./queue";
import { type Random, seededRandom } from "./random";
import { openStripeShop } from "./stripe-merchant";

export type Town = {
  random: Random;
  queue: BadQueue;
  pagarme: RunningSandbox;
  stripe: StripeStand;
  merchants: Merchant[];
  /** Services that are down now, beside the gateways. */
  outage: Outage;
  /** What went wrong on purpose, by kind. */
  faults: Record<string, number>;
  count(fault: string): void;
  /** Lets time pass for everybody, and what falls due at the gateways happen. */
  skip(ms: number): Promise<void>;
  /** From now on the gateways work as they should. */
  calm(): Promise<void>;
  close(): Promise<void>;
};

const stripeAccounts = ["acct_moneyone", "acct_moneytwo"];

export async function buildTown(seed: number): Promise<Town> {
  const random = seededRandom(seed);
  const outage: Outage = { index: false, queue: false, polls: false };
  const faults: Record<string, number> = {};
  const count = (fault: string) => {
    faults[fault] = (faults[fault] ?? 0) + 1;
  };
  const queue = await startBadQueue(random, moneyConsumers(outage), outage);
  const doors = await openDoors();
  const pagarme = await startPagarmeStand();
  const stripe = await startStripeStand(doors, stripeAccounts);
  const merchants = [
    await openPagarmeShop(pagarme, doors, { pixDiscountPercent: 10, maxInstalments: 6, freeInstalments: 2, monthlyInterestPoints: 199 }),
    await openPagarmeShop(pagarme, doors, { lateMoney: "hold" }),
    await openStripeShop(stripe, doors, stripeAccounts[0] ?? ""),
    await openStripeShop(stripe, doors, stripeAccounts[1] ?? ""),
  ].map((merchant) => counted(merchant, count));
  return {
    random,
    queue,
    pagarme,
    stripe,
    merchants,
    outage,
    faults,
    count,
    skip: async (ms) => {
      skipTime(ms);
      await keepEvents();
      await pagarme.advance(1);
      await stripe.control("/clock", { advanceSeconds: 1 });
    },
    calm: async () => {
      for (const base of [pagarme.siteBase, stripe.url]) await fetch(`${base}/_sandbox/faults`, { method: "DELETE" });
    },
    close: async () => {
      await queue.close();
      await pagarme.close();
      await stripe.close();
      await doors.close();
    },
  };
}

/** The same merchant, whose disturbances are counted. */
function counted(merchant: Merchant, count: Town["count"]): Merchant {
  return {
    ...merchant,
    disturb: (operation, effect, times) => {
      count(effect.kind);
      return merchant.disturb(operation, effect, times);
    },
    disturbNotice: (effect, times) => {
      count(effect.kind);
      return merchant.disturbNotice(effect, times);
    },
  };
}
