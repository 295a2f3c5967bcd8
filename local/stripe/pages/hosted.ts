import type { Context } from "hono";
import { type FaultEffect, type Struck, strike } from "@/local/sandbox/faults";
import type { Kind, Owned, RecordSession } from "@/local/sandbox/records";
import { ApiError } from "@/local/stripe/errors";
import { answerWithFaults, delayByFault, outageBefore } from "@/local/stripe/http/faulty";
import type { Markup } from "@/local/stripe/pages/layout";
import { missingPage } from "@/local/stripe/pages/plain-page";
import { chooseLanguage } from "@/local/stripe/pages/texts";
import type { Sandbox } from "@/local/stripe/sandbox";
import type { Work } from "@/local/stripe/work";

const PAGE_FAULTS = [
  "refuse",
  "delay",
  "fail_before",
  "timeout_after",
  "fail_after",
  "wrong_amount",
  "authenticate",
  "notice_first",
] as const satisfies readonly FaultEffect["kind"][];

/** What a hosted page answers with: another address, or markup. */
export type PageAnswer = { redirect: string } | { markup: Markup; status?: 200 | 402 | 404 | 410 | 422 };

/** Finds what a hosted page is about by the id in its address; null answers the page that does not exist. */
export async function findHosted<Value extends object>(sandbox: Sandbox, kind: Kind<Value>, c: Context): Promise<Owned<Value> | null> {
  return sandbox.records.locate(kind, c.req.param("id") ?? "");
}

export function answerMissing(c: Context): Response | Promise<Response> {
  return c.html(missingPage(chooseLanguage(null, c.req.header("accept-language"))), 404);
}

export function answerPage(c: Context, answer: PageAnswer): Response | Promise<Response> {
  if ("redirect" in answer) return c.redirect(answer.redirect, 303);
  return c.html(answer.markup, answer.status ?? 200);
}

export type PageAction = { scope: string; operation: string; run(work: Work): Promise<PageAnswer> };

/** A submitted page: one transaction, faults included. Faults are named by `POST /c/pay/{id}` and the like. */
export async function submitPage(sandbox: Sandbox, c: Context, action: PageAction): Promise<Response> {
  const struck: Struck = await strike(sandbox.records, action.operation, PAGE_FAULTS);
  try {
    await delayByFault(struck);
    if (struck.fail_before) throw outageBefore(struck.fail_before.status);
    const answer = await sandbox.records.transaction((session: RecordSession) =>
      action.run(sandbox.work(session, { scope: action.scope, struck })),
    );
    const flushed = sandbox.notices.flush();
    if (struck.notice_first) await flushed;
    return await answerWithFaults(struck, await answerPage(c, answer), c.req.raw.signal);
  } catch (error) {
    if (error instanceof ApiError && error.status >= 500) return c.text(error.message, 500);
    throw error;
  }
}
