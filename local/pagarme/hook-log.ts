import type { Context } from "@/local/pagarme/emit";
import { kinds } from "@/local/pagarme/model";
import type { Notice } from "@/local/sandbox/notice-rows";

const COLUMNS = `id::text AS id, event_id AS "eventId", topic, audience, url, body, state, forged, attempts, created_at AS "createdAt"`;

export type HookFilter = { limit: number; offset: number; id?: string | undefined; states?: readonly Notice["state"][] | undefined };

/** An account's notices, one row per notice however many copies of it went out, the newest first. */
export async function findHooks(
  { session, account }: Pick<Context, "session" | "account">,
  filter: HookFilter,
): Promise<{ rows: Notice[]; total: number }> {
  const endpoints = await session.in(account.id).list(kinds.endpoint);
  const audiences = endpoints.map((endpoint) => endpoint.id);
  const text = `SELECT *, count(*) OVER ()::int AS total FROM (
      SELECT DISTINCT ON (event_id) ${COLUMNS} FROM {schema}.notices
      WHERE audience = ANY($1) AND ($2::text IS NULL OR event_id = $2) AND ($3::text[] IS NULL OR state = ANY($3))
      ORDER BY event_id, notices.id DESC
    ) AS latest ORDER BY latest.id::bigint DESC LIMIT $4 OFFSET $5`;
  const found = await session.query<Notice & { total: number }>(text, [
    audiences,
    filter.id ?? null,
    filter.states ?? null,
    filter.limit,
    filter.offset,
  ]);
  return { rows: found.rows, total: found.rows[0]?.total ?? 0 };
}

/** The vendor's word for how a delivery stands, and the states behind it. */
export const hookStates: Record<string, readonly Notice["state"][]> = {
  sent: ["delivered"],
  failed: ["failed", "dropped"],
  pending: ["pending", "held", "sending"],
};

function statusOf(state: Notice["state"]): string {
  return Object.entries(hookStates).find(([, states]) => states.includes(state))?.[0] ?? state;
}

/** What the vendor's dashboard offers unless a merchant asks for fewer. */
const MAX_ATTEMPTS = 10;

/** A notice as the vendor's log shows it. */
export function hookView(notice: Notice): Record<string, unknown> {
  const { account, data } = JSON.parse(notice.body);
  const last = notice.attempts.at(-1);
  return {
    id: notice.eventId,
    url: notice.url,
    event: notice.topic,
    status: statusOf(notice.state),
    attempts: `${notice.attempts.length}/${MAX_ATTEMPTS}`,
    ...(last ? { last_attempt: last.at } : {}),
    created_at: notice.createdAt.toISOString(),
    ...(last?.status ? { response_status: last.status } : {}),
    ...(last?.error ? { response_raw: last.error } : {}),
    account,
    data,
  };
}
