import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IPolicy,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import { secondMs } from "@/lib/core/time";
import { log } from "@/lib/log";
import type { SearchPort } from "./port";
import { SearchServiceError } from "./service-error";

export type Patience = {
  /** A shopper waits this long for the service before Postgres answers. */
  timeoutMs: number;
  /** After so many failures in a row the service is not asked any more … */
  failures: number;
  /** … until this time has passed; then one search tries again. */
  restMs: number;
};

const usual: Patience = { timeoutMs: 1500, failures: 3, restMs: 15 * secondMs };

/**
 * A search that asks `service` and, while that fails, `fallback`, whose answers are marked as degraded. A service that failed
 * a few times in a row is left alone for a while, so that nobody waits for it.
 */
export function guardedSearch(service: SearchPort, fallback: SearchPort, patience: Patience = usual): SearchPort {
  const policy = policyOf(patience);
  return {
    query: async (store, asked) => {
      const answer = await attempt(policy, () => service.query(store, asked));
      return answer ?? { ...(await fallback.query(store, asked)), isDegraded: true };
    },
    suggest: async (store, text) => (await attempt(policy, () => service.suggest(store, text))) ?? fallback.suggest(store, text),
  };
}

function policyOf({ timeoutMs, failures, restMs }: Patience): IPolicy {
  const breaker = circuitBreaker(handleWhen(isOutage), { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) });
  breaker.onBreak((reason) => {
    log.error({ err: "error" in reason ? reason.error : undefined }, "the search service does not answer; Postgres answers for it");
  });
  breaker.onReset(() => log.info("the search service answers again"));
  return wrap(breaker, timeout(timeoutMs, TimeoutStrategy.Aggressive));
}

/** Null when the service failed, was late, or is being left alone. Bugs of ours are thrown. */
async function attempt<Value>(policy: IPolicy, ask: () => Promise<Value>): Promise<Value | null> {
  try {
    return await policy.execute(ask);
  } catch (error) {
    if (isOutage(error) || error instanceof BrokenCircuitError) return null;
    throw error;
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof SearchServiceError || error instanceof TaskCancelledError;
}
