import { Logger } from "graphile-worker";

/** The library expects a connection per job; ours wait for their destinations without one. */
const expected = /maxPoolSize .* smaller than concurrency/;

/** The job library's log: warnings and errors only. A line per delivered message is what the events are for. */
export const quietLogger = new Logger(() => (level, message) => {
  if ((level === "warning" || level === "error") && !expected.test(message)) console.error(`queue: ${message}`);
});
