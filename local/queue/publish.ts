import { fail, ok, type Result } from "@/lib/core/result";
import type { QueueContext } from "@/local/queue/context";
import type { Db } from "@/local/queue/database";
import { type Draft, insertMessages } from "@/local/queue/messages";
import type { Touched } from "@/local/queue/places";
import { DEDUPLICATION_WINDOW_MS, deduplicationKey } from "@/local/queue/rules/deduplication";
import { isAllowed, isName, parseDestination } from "@/local/queue/rules/destination";
import type { Headers } from "@/local/queue/rules/headers";
import { newMessageId } from "@/local/queue/rules/ids";
import { firstDueAt, parseSettings, type Settings, type SettingsFault } from "@/local/queue/rules/settings";
import { findUrlGroup } from "@/local/queue/url-groups";

/** A message as it arrives on the wire: its raw destination, publish headers (lower-case names), body and queue. */
export type Publication = {
  destination: string;
  headers: Headers;
  body: Buffer;
  queue: string | null;
  scheduleId: string | null;
  callerIp: string;
};

/** Why a publication is refused. A `SettingsFault` names the malformed header. */
export type PublishFault =
  | SettingsFault
  | "invalid_destination"
  | "unsupported_api"
  | "invalid_queue"
  | "forbidden_destination"
  | "unknown_group"
  | "empty_group";

/** What the publisher is told about one message. */
export type Accepted = { messageId: string; url: string; deduplicated: boolean };

/** One address gives one message, a URL group a list. */
export type AcceptedPublication = { kind: "url"; message: Accepted } | { kind: "group"; messages: Accepted[] };

type Endpoint = { url: string; name: string | null };
type Target = { topic: string | null; endpoints: Endpoint[] };

/** Checks that every address a message may be sent to is allowed, its callbacks included. */
function isEverywhereAllowed(context: QueueContext, urls: (string | undefined)[]): boolean {
  return urls.every((url) => url === undefined || isAllowed(url, context.allowed));
}

async function resolveTarget(
  db: Db,
  text: string,
): Promise<Result<Target, "invalid_destination" | "unsupported_api" | "unknown_group" | "empty_group">> {
  const destination = parseDestination(text);
  if (!destination.ok) return destination;
  if (destination.value.kind === "url") return ok({ topic: null, endpoints: [{ url: destination.value.url, name: null }] });

  const group = await findUrlGroup(db, destination.value.name);
  if (!group) return fail("unknown_group");
  const endpoints = group.endpoints.map((endpoint) => ({ url: endpoint.url, name: endpoint.name ?? null }));
  return endpoints.length === 0 ? fail("empty_group") : ok({ topic: group.name, endpoints });
}

/** One message to accept, unless its key was accepted before. */
type Copy = { id: string; key: string | null; draft: Draft };
type Prepared = { topic: string | null; copies: Copy[] };

type Addressed = { publication: Publication; settings: Settings; target: Target };

function copyFor({ publication, settings, target }: Addressed, endpoint: Endpoint, now: number): Copy {
  const { destination, body, queue, scheduleId, callerIp } = publication;
  const isInGroup = target.topic !== null;
  const key = deduplicationKey(destination, settings, { body, endpoint: isInGroup ? endpoint.url : null });
  const { url, name: endpointName } = endpoint;
  const dueAt = firstDueAt(settings, now);
  return {
    id: newMessageId(),
    key,
    draft: { url, body, settings, dueAt, queue, topic: target.topic, endpointName, scheduleId, callerIp, turn: null },
  };
}

async function prepare(db: Db, context: QueueContext, publication: Publication): Promise<Result<Prepared, PublishFault>> {
  const settings = parseSettings(publication.headers);
  if (!settings.ok) return settings;
  if (publication.queue !== null && !isName(publication.queue)) return fail("invalid_queue");
  const target = await resolveTarget(db, publication.destination);
  if (!target.ok) return target;

  const { callback, failureCallback } = settings.value;
  const addresses = [...target.value.endpoints.map((endpoint) => endpoint.url), callback?.url, failureCallback?.url];
  if (!isEverywhereAllowed(context, addresses)) return fail("forbidden_destination");

  const addressed = { publication, settings: settings.value, target: target.value };
  const now = context.clock.now();
  return ok({ topic: target.value.topic, copies: target.value.endpoints.map((endpoint) => copyFor(addressed, endpoint, now)) });
}

/**
 * Takes these keys for ten minutes and answers, for each, the id under which it was accepted: the given one, or that of an earlier
 * message. Keys are taken in order, so that publishers who meet do not deadlock.
 */
async function takeKeys(db: Db, ids: ReadonlyMap<string, string>, now: number): Promise<Map<string, string>> {
  if (ids.size === 0) return new Map();
  const { rows } = await db.query<{ key: string }>(
    `insert into queue.deduplication as known (key, message_id, expires_at)
     select key, message_id, $3 from unnest($1::text[], $2::text[]) as wanted(key, message_id) order by key
     on conflict (key) do update set message_id = excluded.message_id, expires_at = $3 where known.expires_at <= $4 returning key`,
    [[...ids.keys()], [...ids.values()], now + DEDUPLICATION_WINDOW_MS, now],
  );
  if (rows.length === ids.size) return new Map(ids);
  const taken = new Set(rows.map((row) => row.key));
  const known = await db.query<{ key: string; message_id: string }>("select key, message_id from queue.deduplication where key = any($1)", [
    [...ids.keys()].filter((key) => !taken.has(key)),
  ]);
  return new Map([...ids, ...known.rows.map((row): [string, string] => [row.key, row.message_id])]);
}

/** The first copy of each key: a batch may hold the same message twice. */
function firstOfEachKey(copies: readonly Copy[]): Map<string, string> {
  return new Map(copies.toReversed().flatMap(({ key, id }): [string, string][] => (key === null ? [] : [[key, id]])));
}

/**
 * Accepts publications in the caller's transaction: a message per address, unless it is a duplicate. The caller fills the touched
 * places. Fails, having written nothing, with the reason the first that is refused is refused: all are accepted or none.
 */
export async function accept(
  db: Db,
  context: QueueContext,
  accepted: { publications: readonly Publication[]; touched: Touched },
): Promise<Result<AcceptedPublication[], PublishFault>> {
  const prepared: Prepared[] = [];
  for (const publication of accepted.publications) {
    const one = await prepare(db, context, publication);
    if (!one.ok) return one;
    prepared.push(one.value);
  }
  const copies = prepared.flatMap((one) => one.copies);
  const known = await takeKeys(db, firstOfEachKey(copies), context.clock.now());
  const idOf = ({ key, id }: Copy): string => (key === null ? id : (known.get(key) ?? id));
  const messages = copies.filter((copy) => idOf(copy) === copy.id);
  await insertMessages(db, context.clock, { messages, touched: accepted.touched });
  return ok(prepared.map((one) => toAccepted(one, idOf)));
}

function toAccepted({ topic, copies }: Prepared, idOf: (copy: Copy) => string): AcceptedPublication {
  const messages = copies.map((copy) => ({ messageId: idOf(copy), url: copy.draft.url, deduplicated: idOf(copy) !== copy.id }));
  const [first] = messages;
  return topic === null && first ? { kind: "url", message: first } : { kind: "group", messages };
}
