import { OwnError } from "@/lib/core/own-error";
import type { Cause } from "./causes";

/** A failure that no retry can mend: the message becomes a dead letter at once. Anything else thrown is tried again. */
export class NotRetryable extends OwnError {
  constructor(
    readonly causeClass: Cause,
    message: string,
  ) {
    super(message);
  }
}

/** A service outside (a gateway, a mail server) did not answer: tried again, and said as such when the retries are spent. */
export class OutsideSilent extends OwnError {
  readonly code = "ETIMEDOUT";
}

/** What the queue is told of a failed delivery, and the dead letter will say: kinds of errors, never data. */
export type Failure = { isRetryable: boolean; cause: Cause; detail: string };

/** Codes of Node's sockets and resolver, of undici and of nodemailer, and kinds of Stripe's errors, for a service that cannot be spoken to. */
const silentCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNECTION",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EDNS",
  "EPIPE",
  "ESOCKET",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_SOCKET",
  "StripeConnectionError",
  "StripeAPIError",
  "StripeRateLimitError",
]);
/** nodemailer: the server answered, and will not take this mail; ever, where its answer is 5xx (RFC 5321, 4.2.1). */
const rejectedCodes = new Set(["EENVELOPE", "EMESSAGE"]);
/** Prisma: a row that the work requires is not there. */
const missingCode = "P2025";
const deepest = 5;

/** Sorts what a consumer threw: whether a retry can help, the cause class, and the kind of the error. */
export function sortFailure(error: unknown): Failure {
  if (error instanceof NotRetryable) return { isRetryable: false, cause: error.causeClass, detail: error.message };
  const detail = error instanceof Error ? error.name : "unknown";
  const codes = codesOf(error);
  if (codes.includes(missingCode)) return { isRetryable: true, cause: "missing", detail };
  if (codes.some((code) => rejectedCodes.has(code))) return { isRetryable: !isPermanent(error), cause: "rejected", detail };
  const silent = codes.find((code) => silentCodes.has(code));
  return silent ? { isRetryable: true, cause: "outside", detail: silent } : { isRetryable: true, cause: "failed", detail };
}

function isPermanent(error: unknown): boolean {
  return error instanceof Error && "responseCode" in error && typeof error.responseCode === "number" && error.responseCode >= 500;
}

/** The `code` of an error and of the errors that caused it; Stripe's have their kind as `type`. */
function codesOf(error: unknown): string[] {
  const codes: unknown[] = [];
  for (let depth = 0, at = error; depth < deepest && at instanceof Error; depth++, at = at.cause) {
    if ("code" in at) codes.push(at.code);
    if ("type" in at) codes.push(at.type);
  }
  return codes.filter((code) => typeof code === "string");
}
