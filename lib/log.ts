import pino, { type DestinationStream, type Logger } from "pino";
import { logLevel } from "@/lib/env";
import { describeError } from "@/lib/log-error";

/** Paths never written to a log: secrets and personal data. */
const redacted = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "email",
  "document",
  "phone",
  "address",
  "name",
  "cpf",
  "card",
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** A log of JSON lines that keeps people and secrets out of it. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: redacted, censor: "[redacted]" },
    serializers: { err: (thrown: unknown) => describeError(thrown) },
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The one log, on standard output. Ids are logged, people and secrets are not. */
export const log: Logger = makeLog(logLevel());
