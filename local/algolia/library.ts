import type { RecordSession, Records } from "@/local/sandbox/records";
import { type AlgoliaRecord, kinds, type Settings, type StoredIndex, settingsInput } from "./model";

/** An index as searches see it. A replica has the records of its primary and settings of its own. */
export type Holding = {
  name: string;
  settings: Settings;
  records: ReadonlyMap<string, AlgoliaRecord>;
  createdAt: string;
  updatedAt: string;
};

/** What one change does to an index: records to put and to remove. */
export type Delta = { put: Map<string, AlgoliaRecord>; removed: Set<string> };

/** All indexes, in memory for searching and in Postgres for the next start. */
export type Library = {
  find(name: string): Holding | null;
  list(): Holding[];
  /** Writes records of an index, which is made when it is not there. */
  apply(session: RecordSession, name: string, delta: Delta): Promise<void>;
  saveSettings(session: RecordSession, name: string, settings: Settings): Promise<void>;
  drop(session: RecordSession, name: string): Promise<void>;
  /** Reads everything again from Postgres. */
  reload(): Promise<void>;
};

type Held = { stored: StoredIndex; settings: Settings; records: Map<string, AlgoliaRecord> };

/** Opens what earlier runs left behind. */
export async function openLibrary(records: Records): Promise<Library> {
  const held = new Map<string, Held>();
  const reload = async (): Promise<void> => {
    held.clear();
    for (const one of await readAll(records)) held.set(one.stored.name, one);
  };
  await reload();

  const require = async (session: RecordSession, name: string): Promise<Held> => {
    const now = new Date().toISOString();
    const one = held.get(name) ?? { stored: { name, settings: {}, createdAt: now, updatedAt: now }, settings: {}, records: new Map() };
    one.stored.updatedAt = now;
    await session.in("").put(kinds.index, name, one.stored);
    held.set(name, one);
    return one;
  };
  return {
    find: (name) => toHolding(held, name),
    list: () => [...held.keys()].flatMap((name) => toHolding(held, name) ?? []),
    apply: async (session, name, delta) => {
      const one = await require(session, name);
      await writeRecords(session, name, delta);
      for (const id of delta.removed) one.records.delete(id);
      for (const [id, record] of delta.put) one.records.set(id, record);
    },
    saveSettings: async (session, name, settings) => {
      const one = await require(session, name);
      one.settings = settings;
      one.stored.settings = settings;
      await session.in("").put(kinds.index, name, one.stored);
    },
    drop: async (session, name) => {
      held.delete(name);
      await session.in("").remove(kinds.index, name);
      await session.query("DELETE FROM {schema}.records WHERE scope = $1 AND kind = 'object'", [name]);
    },
    reload,
  };
}

function toHolding(held: ReadonlyMap<string, Held>, name: string): Holding | null {
  const one = held.get(name);
  if (!one) return null;
  const records = (one.settings.primary ? held.get(one.settings.primary) : one)?.records ?? new Map<string, AlgoliaRecord>();
  return { name, settings: one.settings, records, createdAt: one.stored.createdAt, updatedAt: one.stored.updatedAt };
}

async function writeRecords(session: RecordSession, name: string, { put, removed }: Delta): Promise<void> {
  if (removed.size > 0)
    await session.query("DELETE FROM {schema}.records WHERE scope = $1 AND kind = 'object' AND id = ANY($2)", [name, [...removed]]);
  const upsert = `INSERT INTO {schema}.records (scope, kind, id, data) SELECT $1, 'object', key, value FROM jsonb_each($2::jsonb)
    ON CONFLICT (kind, id, scope) DO UPDATE SET data = excluded.data`;
  if (put.size > 0) await session.query(upsert, [name, JSON.stringify(Object.fromEntries(put))]);
}

type ObjectRow = { scope: string; id: string; data: AlgoliaRecord };

async function readAll(records: Records): Promise<Held[]> {
  const objects = await records.query<ObjectRow>("SELECT scope, id, data FROM {schema}.records WHERE kind = 'object' ORDER BY position");
  const indexes = await records.query<{ data: StoredIndex }>("SELECT data FROM {schema}.records WHERE kind = 'index' ORDER BY position");
  return indexes.rows.map(({ data: stored }) => ({
    stored,
    settings: readSettings(stored.settings),
    records: new Map(objects.rows.filter((row) => row.scope === stored.name).map((row) => [row.id, row.data])),
  }));
}

function readSettings({ primary, ...settings }: Record<string, unknown>): Settings {
  return { ...settingsInput.parse(settings), ...(typeof primary === "string" ? { primary } : {}) };
}
