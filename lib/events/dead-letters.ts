import type { Prisma } from "@/lib/db/generated/client";
import type { DeadLetterModel } from "@/lib/db/generated/models";
import { withPlatform } from "@/lib/db/transaction";
import { type Attempt, readAttempts } from "./attempts";
import { inScope, type LetterScope } from "./letter-scope";
import { type ShownPayload, showPayload } from "./shown-payload";

/** open: waits for a person · replayed: sent again, not yet done · resolved: done after all · discarded: put aside for good. */
export const letterStates = ["open", "replayed", "resolved", "discarded"] as const;
export type LetterState = (typeof letterStates)[number];

export type LetterFilter = {
  state: LetterState;
  /** Any of these; all when empty. */
  consumers: readonly string[];
  causes: readonly string[];
  /** Failed last at this moment or later. */
  since: Date | null;
  /** Failed last at this moment or earlier: a bulk act reaches what the person saw, not what came since. */
  until: Date | null;
};

export type LetterRow = Pick<
  DeadLetterModel,
  "id" | "storeId" | "consumer" | "cause" | "attempts" | "status" | "resolution" | "firstFailedAt" | "lastFailedAt"
>;

export const lettersPerPage = 50;

const listed = {
  id: true,
  storeId: true,
  consumer: true,
  cause: true,
  attempts: true,
  status: true,
  resolution: true,
  firstFailedAt: true,
  lastFailedAt: true,
} as const;

/** The condition of a scope and a filter. */
export function letterWhere({ storeId }: LetterScope, filter: LetterFilter): Prisma.DeadLetterWhereInput {
  return {
    status: filter.state,
    ...(storeId === null ? {} : { storeId }),
    ...(filter.consumers.length > 0 ? { consumer: { in: [...filter.consumers] } } : {}),
    ...(filter.causes.length > 0 ? { cause: { in: [...filter.causes] } } : {}),
    lastFailedAt: { ...(filter.since ? { gte: filter.since } : {}), ...(filter.until ? { lte: filter.until } : {}) },
  };
}

/** Dead letters that failed last, newest first, fifty a page, and how many there are in all. */
export async function listDeadLetters(
  scope: LetterScope,
  filter: LetterFilter,
  page: number,
): Promise<{ rows: LetterRow[]; total: number }> {
  const where = letterWhere(scope, filter);
  const take = lettersPerPage;
  return inScope(scope, async (tx) => ({
    rows: await tx.deadLetter.findMany({
      where,
      select: listed,
      orderBy: [{ lastFailedAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * take,
      take,
    }),
    total: await tx.deadLetter.count({ where }),
  }));
}

export type LetterCounts = {
  states: Record<LetterState, number>;
  /** Of the filtered letters, whatever their cause; most first. */
  causes: { value: string; count: number }[];
  /** Of the filtered letters, whatever their consumer; most first. */
  consumers: { value: string; count: number }[];
};

/** How many letters there are in each state. */
export async function countLetterStates(scope: LetterScope): Promise<Record<LetterState, number>> {
  const where = scope.storeId === null ? {} : { storeId: scope.storeId };
  const groups = await inScope(scope, (tx) => tx.deadLetter.groupBy({ by: ["status"], where, _count: true }));
  const states = { open: 0, replayed: 0, resolved: 0, discarded: 0 };
  for (const { status, _count } of groups) if (isState(status)) states[status] = _count;
  return states;
}

/** How many letters there are: by state, and by cause and consumer of those that a filter shows. Three grouped queries. */
export async function countDeadLetters(scope: LetterScope, filter: LetterFilter): Promise<LetterCounts> {
  const anyCause = letterWhere(scope, { ...filter, causes: [] });
  const anyConsumer = letterWhere(scope, { ...filter, consumers: [] });
  const states = await countLetterStates(scope);
  return inScope(scope, async (tx) => {
    const byCause = await tx.deadLetter.groupBy({ by: ["cause"], where: anyCause, _count: true });
    const byConsumer = await tx.deadLetter.groupBy({ by: ["consumer"], where: anyConsumer, _count: true });
    const causes = byCause.map(({ cause, _count }) => ({ value: cause, count: _count })).sort(mostFirst);
    const consumers = byConsumer.map(({ consumer, _count }) => ({ value: consumer, count: _count })).sort(mostFirst);
    return { states, causes, consumers };
  });
}

/** The stores that have letters in a state, most first, at most thirty. */
export async function countLetterStores(state: LetterState): Promise<{ storeId: string; count: number }[]> {
  const where = { status: state, storeId: { not: null } };
  const orderBy = { _count: { storeId: "desc" } } as const;
  const groups = await withPlatform((tx) => tx.deadLetter.groupBy({ by: ["storeId"], where, _count: true, orderBy, take: 30 }));
  return groups.flatMap(({ storeId, _count }) => (storeId ? [{ storeId, count: _count }] : []));
}

function isState(status: string): status is LetterState {
  return letterStates.some((state) => state === status);
}

const mostFirst = (left: { count: number }, right: { count: number }): number => right.count - left.count;

/** What was done about a letter and by whom; the person's e-mail, empty for the system. */
export type LetterAct = { action: string; actorKind: string; actor: string; detail: string; at: Date };

export type LetterDetail = LetterRow &
  Pick<DeadLetterModel, "eventId" | "eventName" | "detail" | "messageId"> & {
    tries: Attempt[];
    /** Personal data and secrets left out. */
    payload: ShownPayload;
    acts: LetterAct[];
  };

/** One letter with its tries, its payload and what was done about it; null when it is not in the scope. */
export async function findDeadLetter(scope: LetterScope, id: string): Promise<LetterDetail | null> {
  const where = { id, ...(scope.storeId === null ? {} : { storeId: scope.storeId }) };
  const found = await inScope(scope, async (tx) => {
    const letter = await tx.deadLetter.findFirst({ where });
    return (
      letter && { letter, entries: await tx.auditEntry.findMany({ where: { subject: id }, orderBy: { createdAt: "asc" }, take: 100 }) }
    );
  });
  if (!found) return null;
  const { letter, entries } = found;
  const emails = await emailsOf(entries.flatMap(({ actorId }) => (actorId ? [actorId] : [])));
  const acts = entries.map(({ action, actorKind, actorId, after, createdAt }) => {
    return { action, actorKind, actor: emails.get(actorId ?? "") ?? "", detail: detailOf(after), at: createdAt };
  });
  return { ...letter, tries: readAttempts(letter.attemptLog), payload: showPayload(letter.payload), acts };
}

async function emailsOf(ids: readonly string[]): Promise<Map<string, string>> {
  const people = await withPlatform((tx) => tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, email: true } }));
  return new Map(people.map(({ id, email }) => [id, email]));
}

function detailOf(after: Prisma.JsonValue): string {
  const isObject = typeof after === "object" && after !== null && !Array.isArray(after);
  return isObject && typeof after.resolution === "string" ? after.resolution : "";
}
