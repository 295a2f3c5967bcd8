import type { Db } from "@/local/queue/database";

/** One address of a URL group. */
export type Endpoint = { url: string; name?: string | undefined };

/** A named list of addresses: a message published to it goes to each. */
export type UrlGroup = { name: string; endpoints: Endpoint[]; createdAt: number; updatedAt: number };

const MOST_LISTED = 1000;
const COLUMNS = `name, endpoints, created_at as "createdAt", updated_at as "updatedAt"`;

/** The group, or null. */
export async function findUrlGroup(db: Db, name: string): Promise<UrlGroup | null> {
  const { rows } = await db.query<UrlGroup>(`select ${COLUMNS} from queue.url_group where name = $1`, [name]);
  return rows[0] ?? null;
}

/** The first thousand groups by name. */
export async function listUrlGroups(db: Db): Promise<UrlGroup[]> {
  const { rows } = await db.query<UrlGroup>(`select ${COLUMNS} from queue.url_group order by name limit ${MOST_LISTED}`);
  return rows;
}

function isSame(left: Endpoint, right: Endpoint): boolean {
  return left.url === right.url || (left.name !== undefined && left.name === right.name);
}

async function lockEndpoints(db: Db, name: string): Promise<Endpoint[]> {
  const { rows } = await db.query<{ endpoints: Endpoint[] }>("select endpoints from queue.url_group where name = $1 for update", [name]);
  return rows[0]?.endpoints ?? [];
}

/** Adds endpoints, replacing those of the same address or name. Creates the group. Runs in the caller's transaction. */
export async function addEndpoints(db: Db, name: string, added: { endpoints: Endpoint[]; now: number }): Promise<void> {
  await db.query("insert into queue.url_group (name, endpoints, created_at, updated_at) values ($1, '[]', $2, $2) on conflict do nothing", [
    name,
    added.now,
  ]);
  const kept = (await lockEndpoints(db, name)).filter((known) => !added.endpoints.some((endpoint) => isSame(known, endpoint)));
  await db.query("update queue.url_group set endpoints = $2, updated_at = $3 where name = $1", [
    name,
    JSON.stringify([...kept, ...added.endpoints]),
    added.now,
  ]);
}

/** Removes the endpoints of these names or addresses; the group goes with its last one. Runs in the caller's transaction. */
export async function removeEndpoints(
  db: Db,
  name: string,
  removed: { endpoints: { url?: string | undefined; name?: string | undefined }[]; now: number },
): Promise<void> {
  const kept = (await lockEndpoints(db, name)).filter(
    (known) =>
      !removed.endpoints.some((endpoint) => endpoint.url === known.url || (endpoint.name !== undefined && endpoint.name === known.name)),
  );
  if (kept.length === 0) return deleteUrlGroup(db, name);
  await db.query("update queue.url_group set endpoints = $2, updated_at = $3 where name = $1", [name, JSON.stringify(kept), removed.now]);
}

/** Deletes the group, if it is there. Messages already made from it stay. */
export async function deleteUrlGroup(db: Db, name: string): Promise<void> {
  await db.query("delete from queue.url_group where name = $1", [name]);
}
