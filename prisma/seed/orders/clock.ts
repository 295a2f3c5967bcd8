import { mock } from "node:test";

/** Does the work as if it were `moment`: what it writes is dated so. Nothing else may run meanwhile. */
export async function asIf<Value>(moment: Date, work: () => Promise<Value>): Promise<Value> {
  mock.timers.enable({ apis: ["Date"], now: moment });
  try {
    return await work();
  } finally {
    mock.timers.reset();
  }
}
