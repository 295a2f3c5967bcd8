import { mock } from "node:test";

/** Does the work as if it were `moment` and time went on from there: what it writes is dated so. Nothing else may run meanwhile. */
export async function asIf<Value>(moment: Date, work: () => Promise<Value>): Promise<Value> {
  mock.timers.enable({ apis: ["Date"], now: moment });
  const ticking = setInterval(() => mock.timers.tick(1), 1);
  try {
    return await work();
  } finally {
    clearInterval(ticking);
    mock.timers.reset();
  }
}
