import { Logger } from "graphile-worker";

/** The job library's log: warnings and errors only. A line per delivered message is what the events are for. */
export const quietLogger = new Logger(() => (level, message) => {
  if (level === "warning" || level === "error") console.error(`queue: ${message}`);
});
