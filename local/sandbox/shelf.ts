import type { QueryResult } from "pg";
import type { Kind, Query } from "@/local/sandbox/records";

export type ListQuery = {
  /** Fields that must be equal, nested ones included (`{ customer: "cus_1" }`). */
  where?: object;
  /** 1 to 1000; 100 unless told. */
  limit?: number;
  /** Cursor: only records older than the one with this id. */
  olderThan?: string;
  /** Cursor: only records newer than the one with this id. */
  newerThan?: string;
  /** Newest first unless told otherwise. */
  order?: "newest" | "oldest";
};

/** The records of one scope. */
export type Shelf = {
  get<Value extends object>(kind: Kind<Value>, id: string): Promise<Value | null>;
  /** Reads and locks the row until the transaction ends; use it before every change that depends on what was read. */
  lock<Value extends object>(kind: Kind<Value>, id: string): Promise<Value | null>;
  /** Inserts, or replaces what was stored under the id. */
  put<Value extends object>(kind: Kind<Value>, id: string, value: Value): Promise<void>;
  /** False when there was nothing to remove. */
  remove<Value extends object>(kind: Kind<Value>, id: string): Promise<boolean>;
  list<Value extends object>(kind: Kind<Value>, query?: ListQuery): Promise<Value[]>;
  /** The newest record whose fields are equal to `where`. */
  findBy<Value extends object>(kind: Kind<Value>, where: object): Promise<Value | null>;
};

const GET = "SELECT data FROM {schema}.records WHERE scope = $1 AND kind = $2 AND id = $3";
const PUT = `INSERT INTO {schema}.records (scope, kind, id, data) VALUES ($1, $2, $3, $4)
  ON CONFLICT (kind, id, scope) DO UPDATE SET data = excluded.data`;
const REMOVE = "DELETE FROM {schema}.records WHERE scope = $1 AND kind = $2 AND id = $3";

export function openShelf(query: Query, scope: string): Shelf {
  const list = async <Value extends object>(kind: Kind<Value>, asked: ListQuery = {}): Promise<Value[]> => {
    const { text, values } = listStatement(scope, kind.name, asked);
    return shaped(kind, await query(text, values));
  };

  return {
    get: async (kind, id) => shaped(kind, await query(GET, [scope, kind.name, id]))[0] ?? null,
    lock: async (kind, id) => shaped(kind, await query(`${GET} FOR UPDATE`, [scope, kind.name, id]))[0] ?? null,
    put: async (kind, id, value) => {
      await query(PUT, [scope, kind.name, id, JSON.stringify(value)]);
    },
    remove: async (kind, id) => ((await query(REMOVE, [scope, kind.name, id])).rowCount ?? 0) > 0,
    list,
    findBy: async (kind, where) => (await list(kind, { where, limit: 1 }))[0] ?? null,
  };
}

function listStatement(scope: string, kind: string, asked: ListQuery): { text: string; values: unknown[] } {
  const values: unknown[] = [scope, kind, JSON.stringify(asked.where ?? {}), Math.min(asked.limit ?? 100, 1000)];
  const cursor = (comparison: string, id: string | undefined): string => {
    if (id === undefined) return "";
    values.push(id);
    return `AND position ${comparison} (SELECT position FROM {schema}.records WHERE scope = $1 AND kind = $2 AND id = $${values.length})`;
  };
  const text = `SELECT data FROM {schema}.records WHERE scope = $1 AND kind = $2 AND data @> $3
    ${cursor("<", asked.olderThan)} ${cursor(">", asked.newerThan)}
    ORDER BY position ${asked.order === "oldest" ? "ASC" : "DESC"} LIMIT $4`;
  return { text, values };
}

/** Only `put` writes rows, and it takes the shape that the kind names: this cast is the border. */
function shaped<Value extends object>(_kind: Kind<Value>, found: QueryResult): Value[] {
  const rows = found.rows as { data: Value }[];
  return rows.map((row) => row.data);
}
