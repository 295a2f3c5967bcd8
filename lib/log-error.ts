import { OwnError } from "@/lib/core/own-error";

/** What a log says of an error. */
export type LoggedError = {
  type: string;
  code?: string;
  /** Of an answer: HTTP, SMTP. */
  status?: number;
  message?: string;
  stack?: string[];
  cause?: LoggedError;
  errors?: LoggedError[];
};

const deepest = 5;
const mostFrames = 20;
const word = /^[\w.-]{1,60}$/;

/**
 * What a log may say of something thrown: its kind, its code, where it was thrown and what caused it. Its message only when it is
 * ours: those of others (a mail server, the database, a gateway) quote addresses, names and values, and so do their fields.
 */
export function describeError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const deeper = (inner: unknown) => describeError(inner, depth + 1);
  return {
    type: word.test(thrown.name) ? thrown.name : "Error",
    ...codeOf(thrown),
    ...(isOurs(thrown) ? { message: thrown.message } : {}),
    ...(depth === 0 ? { stack: framesOf(thrown) } : {}),
    ...(thrown.cause !== undefined && depth < deepest ? { cause: deeper(thrown.cause) } : {}),
    ...(thrown instanceof AggregateError && depth < deepest ? { errors: thrown.errors.slice(0, deepest).map(deeper) } : {}),
  };
}

/** We throw plain errors and our own classes. Others throw classes of theirs, or errors with fields. */
function isOurs(error: Error): boolean {
  if (error instanceof OwnError) return true;
  return error.constructor === Error && Object.keys(error).length === 0 && !hasAddress.test(error.message);
}

/** For plain errors of others all the same: nothing with an address or a long number in it. */
const hasAddress = /@|\d{5}/;

function codeOf(error: Error): Pick<LoggedError, "code" | "status"> {
  const fields: Record<string, unknown> = { ...error };
  const code = [fields.code, fields.type].find((value): value is string => typeof value === "string" && word.test(value));
  const status = [fields.status, fields.statusCode, fields.responseCode].find((value): value is number => typeof value === "number");
  return { ...(code === undefined ? {} : { code }), ...(status === undefined ? {} : { status }) };
}

/** The stack's first lines repeat the message; the frames do not. */
function framesOf({ stack = "" }: Error): string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, mostFrames);
}
