import type { Struck } from "@/local/sandbox/faults";
import type { Notices } from "@/local/sandbox/notices";
import type { Kind, RecordSession } from "@/local/sandbox/records";
import type { Shelf } from "@/local/sandbox/shelf";
import { resourceMissing } from "@/local/stripe/errors";

/** What is the same for all requests of one sandbox. */
export type House = {
  /** Where browsers reach the hosted pages, no trailing slash. */
  publicUrl: string;
  notices: Notices;
  /** Endpoints known from the start, beside those created over the API. */
  endpoints: readonly Endpoint[];
  /** Seconds until a delayed method (bank debit, boleto) is paid or bounces. */
  settlementDelaySeconds: number;
};

export type Endpoint = { id: string; url: string; secret: string; isConnect: boolean };

/** One unit of work: an API call, a submitted page or a timer, inside its transaction and one account's records. */
export type Work = {
  house: House;
  session: RecordSession;
  /** The connected account's id; empty for the platform. */
  scope: string;
  shelf: Shelf;
  /** Unix seconds on the sandbox's clock. */
  now: number;
  request: { id: string | null; idempotencyKey: string | null };
  /** Faults that strike this unit of work. */
  struck: Struck;
};

/** The platform's own account: what `GET /v1/account` answers without `Stripe-Account`. */
export const PLATFORM_ACCOUNT = "acct_sandboxplatform";

/** Reads a record or fails as the vendor does. */
export async function need<Value extends object>(work: Work, kind: Kind<Value>, id: string, param?: string): Promise<Value> {
  const found = await work.shelf.get(kind, id);
  if (!found) throw resourceMissing(kind.name, id, param);
  return found;
}

/** Reads a record to change it: others wait until this work is done. */
export async function needLocked<Value extends object>(work: Work, kind: Kind<Value>, id: string): Promise<Value> {
  const found = await work.shelf.lock(kind, id);
  if (!found) throw resourceMissing(kind.name, id);
  return found;
}

/** The same work in another account's records. */
export function inScope(work: Work, scope: string): Work {
  return { ...work, scope, shelf: work.session.in(scope) };
}
