import { fail, ok, type Result } from "@/lib/core/result";
import { parseDurationMs } from "@/local/queue/rules/durations";
import { type FlowControl, parseFlowControl } from "@/local/queue/rules/flow-control";
import { areCarriable, deliveredHeaders, type Headers } from "@/local/queue/rules/headers";
import { parseRedaction, type Redaction } from "@/local/queue/rules/redaction";
import { parseRetryDelay } from "@/local/queue/rules/retry-delay";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const DEFAULT_RETRIES = 3;
const MOST_RETRIES = 10_000;
/** The end of the year 9999, beyond which dates no longer fit the database. */
const LAST_SECOND = 253_402_300_799;
const NOTHING_REDACTED: Redaction = { body: false, allHeaders: false, headers: [] };

export type Method = (typeof METHODS)[number];

/** A callback's address and the publish headers that its own message is made with. */
export type CallbackSettings = { url: string; headers: Headers };

/** How a message is to be delivered, as its publish headers say. Durations in milliseconds, times in unix milliseconds. */
export type Settings = {
  method: Method;
  headers: Headers;
  delayMs: number | null;
  notBeforeAt: number | null;
  maxRetries: number;
  retryDelay: string | null;
  timeoutMs: number | null;
  callback: CallbackSettings | null;
  failureCallback: CallbackSettings | null;
  deduplicationId: string | null;
  contentBasedDeduplication: boolean;
  labels: string[];
  flowControl: FlowControl | null;
  redaction: Redaction;
};

/** The header that could not be understood, or `invalid_header` for one that is no header at all. */
export type SettingsFault =
  | "invalid_header"
  | "upstash-method"
  | "upstash-delay"
  | "upstash-not-before"
  | "upstash-retries"
  | "upstash-retry-delay"
  | "upstash-timeout"
  | "upstash-callback"
  | "upstash-failure-callback"
  | "upstash-flow-control-value"
  | "upstash-redact-fields";

function methodOf(text: string): Method | undefined {
  return METHODS.find((method) => method === text.toUpperCase());
}

function integerOf(text: string, most: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? value : undefined;
}

function timeoutOf(text: string): number | undefined {
  return parseDurationMs(text) || undefined;
}

function retryDelayOf(text: string): string | undefined {
  return parseRetryDelay(text).ok ? text : undefined;
}

function labelsOf(text: string): string[] {
  return text
    .split(",")
    .map((label) => label.trim())
    .filter(Boolean);
}

/** Turns `upstash-callback-retries: 1` into `upstash-retries: 1`, the publish headers of the callback's own message. */
function callbackHeaders(headers: Headers, prefix: string): Headers {
  const own: Headers = { "content-type": "application/json" };
  for (const [name, value] of Object.entries(headers)) {
    const option = name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : "";
    if (option !== "" && !option.includes("callback")) own[`upstash-${option}`] = value;
  }
  return own;
}

function callbackOf(url: string, own: Headers): CallbackSettings | undefined {
  const isUsable = /^https?:\/\//i.test(url) && URL.canParse(url) && parseSettings(own).ok;
  return isUsable ? { url, headers: own } : undefined;
}

/**
 * Reads the publish headers (lower-case names). Fails with the name of the first header that is malformed.
 * Source of names, formats and defaults: QStash's publish reference.
 */
export function parseSettings(headers: Headers): Result<Settings, SettingsFault> {
  if (!areCarriable(headers)) return fail("invalid_header");
  const faults: SettingsFault[] = [];
  function read<Value>(name: SettingsFault, parse: (text: string) => Value | null | undefined): Value | null {
    const text = headers[name];
    const value = text ? (parse(text) ?? undefined) : null;
    if (value === undefined) faults.push(name);
    return value ?? null;
  }
  const notBeforeSeconds = read("upstash-not-before", (text) => integerOf(text, LAST_SECOND));
  const flowControl = parseFlowControl(headers["upstash-flow-control-key"], headers["upstash-flow-control-value"]);
  if (!flowControl.ok) return fail("upstash-flow-control-value");

  const settings: Settings = {
    method: read("upstash-method", methodOf) ?? "POST",
    headers: deliveredHeaders(headers),
    delayMs: read("upstash-delay", parseDurationMs),
    notBeforeAt: notBeforeSeconds === null ? null : notBeforeSeconds * 1000,
    maxRetries: read("upstash-retries", (text) => integerOf(text, MOST_RETRIES)) ?? DEFAULT_RETRIES,
    retryDelay: read("upstash-retry-delay", retryDelayOf),
    timeoutMs: read("upstash-timeout", timeoutOf),
    callback: read("upstash-callback", (url) => callbackOf(url, callbackHeaders(headers, "upstash-callback"))),
    failureCallback: read("upstash-failure-callback", (url) => callbackOf(url, callbackHeaders(headers, "upstash-failure-callback"))),
    deduplicationId: headers["upstash-deduplication-id"] || null,
    contentBasedDeduplication: headers["upstash-content-based-deduplication"] === "true",
    labels: labelsOf(headers["upstash-label"] ?? ""),
    flowControl: flowControl.value,
    redaction: read("upstash-redact-fields", parseRedaction) ?? NOTHING_REDACTED,
  };
  const [fault] = faults;
  return fault ? fail(fault) : ok(settings);
}

/** When the message is first due: `Upstash-Not-Before` wins over `Upstash-Delay`; neither means now. */
export function firstDueAt(settings: Settings, nowMs: number): number {
  return Math.max(nowMs, settings.notBeforeAt ?? nowMs + (settings.delayMs ?? 0));
}
