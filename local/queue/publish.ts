import { fail, ok, type Result } from "@/lib/core/result";
import type { QueueContext } from "@/local/queue/context";
import type { Db } from "@/local/queue/database";
import { type Draft, insertMessage } from "@/local/queue/messages";
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

async function resolveTarget(db: Db, text: string): Promise<Result<Target, "invalid_destination" | "unknown_group" | "empty_group">> {
  const destination = parseDestination(text);
  if (!destination.ok) return destination;
  if (destination.value.kind === "url") return ok({ topic: null, endpoints: [{ url: destination.value.url, name: null }] });

  const group = await findUrlGroup(db, destination.value.name);
  if (!group) return fail("unknown_group");
  const endpoints = group.endpoints.map((endpoint) => ({ url: endpoint.url, name: endpoint.name ?? null }));
  return endpoints.length === 0 ? fail("empty_group") : ok({ topic: group.name, endpoints });
}

/** The id under which this key was accepted within the last ten minutes, or null after taking the key for `messageId`. */
async function findDuplicate(db: Db, key: string, taken: { messageId: string; now: number }): Promise<string | null> {
  const inserted = await db.query(
    `insert into queue.deduplication as known (key, message_id, expires_at) values ($1, $2, $3)
     on conflict (key) do update set message_id = $2, expires_at = $3 where known.expires_at <= $4 returning key`,
    [key, taken.messageId, taken.now + DEDUPLICATION_WINDOW_MS, taken.now],
  );
  if (inserted.rowCount === 1) return null;
  const { rows } = await db.query<{ message_id: string }>("select message_id from queue.deduplication where key = $1", [key]);
  return rows[0]?.message_id ?? null;
}

type Copy = { publication: Publication; settings: Settings; target: Target; endpoint: Endpoint; touched: Touched };

function draftOf({ publication, settings, target, endpoint }: Copy, now: number): Draft {
  return {
    url: endpoint.url,
    body: publication.body,
    settings,
    dueAt: firstDueAt(settings, now),
    queue: publication.queue,
    topic: target.topic,
    endpointName: endpoint.name,
    scheduleId: publication.scheduleId,
    callerIp: publication.callerIp,
    turn: null,
  };
}

async function acceptCopy(db: Db, context: QueueContext, copy: Copy): Promise<Accepted> {
  const { publication, settings, target, endpoint } = copy;
  const now = context.clock.now();
  const messageId = newMessageId();
  const scope = { body: publication.body, endpoint: target.topic === null ? null : endpoint.url };
  const key = deduplicationKey(publication.destination, settings, scope);
  const earlier = key === null ? null : await findDuplicate(db, key, { messageId, now });
  if (earlier !== null) return { messageId: earlier, url: endpoint.url, deduplicated: true };

  await insertMessage(db, context.clock, { draft: draftOf(copy, now), touched: copy.touched, id: messageId });
  return { messageId, url: endpoint.url, deduplicated: false };
}

/**
 * Accepts one publication in the caller's transaction: a message per address, unless it is a duplicate. The caller fills the
 * touched places. Fails, having written nothing, with the reason the publication is refused.
 */
export async function accept(
  db: Db,
  context: QueueContext,
  accepted: { publication: Publication; touched: Touched },
): Promise<Result<AcceptedPublication, PublishFault>> {
  const { publication, touched } = accepted;
  const settings = parseSettings(publication.headers);
  if (!settings.ok) return settings;
  if (publication.queue !== null && !isName(publication.queue)) return fail("invalid_queue");
  const target = await resolveTarget(db, publication.destination);
  if (!target.ok) return target;

  const { callback, failureCallback } = settings.value;
  const addresses = [...target.value.endpoints.map((endpoint) => endpoint.url), callback?.url, failureCallback?.url];
  if (!isEverywhereAllowed(context, addresses)) return fail("forbidden_destination");

  const messages: Accepted[] = [];
  for (const endpoint of target.value.endpoints) {
    messages.push(await acceptCopy(db, context, { publication, settings: settings.value, target: target.value, endpoint, touched }));
  }
  const [first] = messages;
  return ok(target.value.topic === null && first ? { kind: "url", message: first } : { kind: "group", messages });
}
