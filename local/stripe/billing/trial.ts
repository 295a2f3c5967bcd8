import { invalidRequest } from "@/local/stripe/errors";
import type { Work } from "@/local/stripe/work";

/** Unix seconds of the first charge, or null when it is now. Also read by Checkout. */
export function readTrialEnd(
  work: Work,
  { trial_end: end, trial_period_days: days }: { trial_end?: number | "now"; trial_period_days?: number },
): number | null {
  if (days !== undefined && days > 0) return work.now + days * 86_400;
  if (end === undefined || end === "now") return null;
  if (end <= work.now) throw invalidRequest("`trial_end` must be in the future.", { param: "trial_end" });

  return end;
}
