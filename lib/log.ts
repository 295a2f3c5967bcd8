import pino, { type Logger } from "pino";
import { logLevel } from "@/lib/env";

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

/** The one log: JSON lines on standard output. Ids are logged, people and secrets are not. */
export const log: Logger = pino({
  level: logLevel(),
  redact: { paths: redacted, censor: "[redacted]" },
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
});
