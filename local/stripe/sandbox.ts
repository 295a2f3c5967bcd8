import type { Clock } from "@/local/sandbox/clock";
import type { Contract } from "@/local/sandbox/contract";
import type { Struck } from "@/local/sandbox/faults";
import type { Notices } from "@/local/sandbox/notices";
import type { RecordSession, Records } from "@/local/sandbox/records";
import type { RequestLog } from "@/local/sandbox/request-log";
import type { House, Work } from "@/local/stripe/work";

/** The running sandbox, as its HTTP side sees it. */
export type Sandbox = {
  records: Records;
  clock: Clock;
  notices: Notices;
  house: House;
  secretKeys: readonly string[];
  apiVersion: string;
  contract: Contract | null;
  requests: RequestLog;
  work(session: RecordSession, occasion: Occasion): Work;
};

export type Occasion = { scope: string; struck?: Struck; request?: Work["request"]; now?: number };

export function beginWork(parts: Pick<Sandbox, "house" | "clock">, session: RecordSession, occasion: Occasion): Work {
  return {
    house: parts.house,
    session,
    scope: occasion.scope,
    shelf: session.in(occasion.scope),
    now: occasion.now ?? parts.clock.nowSeconds(),
    request: occasion.request ?? { id: null, idempotencyKey: null },
    struck: occasion.struck ?? {},
  };
}
