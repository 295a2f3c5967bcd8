import { askedPorts } from "@/lib/payments/invariant-ports";
import type { InvariantPorts } from "@/lib/payments/invariant-types";
import { checkInvariants } from "@/lib/payments/invariants";
import { keepEvents } from "./keep-events";
import type { Merchant } from "./merchant";

/** Something that must not be: an invariant that a row breaks, a promise to a shopper not kept, a failure that nobody provoked. */
export type Trouble = { what: string; where: string; detail: string };

/** What happened in a run. */
export type Diary = {
  orders: number;
  visits: number;
  kills: number;
  panelRefunds: number;
  drills: string[];
  troubles: Trouble[];
  /** Looks at one merchant's books in the middle of things: time-bound rules with no patience, outside books not asked. */
  look(scene: { merchant: Merchant }, where: string): Promise<void>;
};

const notAsked: InvariantPorts = { listBookDifferences: async () => [], listStaleProducts: async () => [] };
/** In the middle of things messages are under way: what only they bring about is looked at when all is quiet. */
const brokenInMotion = ["attempt_unasked", "refund_unasked", "notice_unread", "order_overdue", "held_for_nobody", "paid_not_sold"];

export function openDiary(): Diary {
  const diary: Diary = {
    orders: 0,
    visits: 0,
    kills: 0,
    panelRefunds: 0,
    drills: [],
    troubles: [],
    look: async ({ merchant }, where) => {
      await keepEvents();
      const results = await checkInvariants(merchant.store.id, { graceMs: 0, ports: notAsked });
      const findings = results.flatMap(({ findings: found }) => found).filter(({ problem }) => !brokenInMotion.includes(problem));
      diary.troubles.push(...findings.map((finding) => ({ what: finding.invariant, where, detail: JSON.stringify(finding) })));
    },
  };
  return diary;
}

/** Looks at everything when all is quiet, the gateways' own books and the index included. */
export async function lookAtEnd(diary: Diary, merchant: Merchant): Promise<void> {
  const results = await checkInvariants(merchant.store.id, { graceMs: 0, ports: askedPorts });
  const findings = results.flatMap(({ findings: found }) => found);
  diary.troubles.push(...findings.map((finding) => ({ what: finding.invariant, where: "at the end", detail: JSON.stringify(finding) })));
}

/** Runs something that must not fail; its failure is trouble. */
export async function told(diary: Diary, where: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    diary.troubles.push({ what: "unexpected", where, detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}
