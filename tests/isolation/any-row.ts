import pg from "pg";
import { inject } from "vitest";
import { newId } from "@/lib/core/ids";
import { withDatabase } from "@/local/database/roles";

type Column = { name: string; type: string; kind: string };
export type AnyRow = Record<string, unknown>;

/** Values that a CHECK asks for. Everything else is the emptiest value of its type. */
const wanted: Record<string, AnyRow> = {
  cart_line: { quantity: 1 },
  stock_hold: { quantity: 1 },
  order_line: { quantity: 1 },
  refund: { amount_cents: 1 },
  coupon: { kind: "free_shipping" },
  host_claim: { state: "requested" },
};

/** Sees and writes past every wall, and past foreign keys: only for laying out rows that the walls are then tried on. */
export class Builder {
  private constructor(private readonly client: pg.Client) {}

  static async open(): Promise<Builder> {
    const own = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
    const client = new pg.Client({ connectionString: withDatabase(inject("server").adminUrl, own) });
    await client.connect();
    await client.query("set session_replication_role = replica");
    return new Builder(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** Inserts a row of the store: its required columns, each with the emptiest value that its type and checks allow. */
  async insert(table: string, storeId: string): Promise<void> {
    const columns = await this.required(table);
    const row = { ...Object.fromEntries(columns.map((column) => [column.name, emptyValue(column)])), ...wanted[table], store_id: storeId };
    await this.client.query(`insert into "${table}" ${fromJson(table, Object.keys(row))}`, [JSON.stringify(row)]);
  }

  async count(table: string, column: string, storeId: string): Promise<number> {
    const found = await this.client.query<{ count: number }>(`select count(*)::int as count from "${table}" where "${column}" = $1`, [
      storeId,
    ]);
    return found.rows[0]?.count ?? 0;
  }

  private async required(table: string): Promise<Column[]> {
    const found = await this.client.query<Column>(
      `select column_name as name, udt_name as type, data_type as kind from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and column_default is null`,
      [table],
    );
    return found.rows;
  }
}

/** The tail of an insert whose values come from one JSON parameter; other columns keep their defaults. */
export function fromJson(table: string, columns: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(", ");
  return `(${names}) select ${names} from jsonb_populate_record(null::"${table}", $1::jsonb)`;
}

function emptyValue({ name, type, kind }: Column): unknown {
  if (type === "uuid") return newId();
  if (kind === "ARRAY") return [];
  if (["int2", "int4", "int8", "numeric", "float8"].includes(type)) return 0;
  if (type === "bool") return false;
  if (type === "timestamptz") return new Date().toISOString();
  if (type === "bytea") return "\\x00";
  if (type === "tsvector") return "";
  if (["json", "jsonb"].includes(type)) return {};
  if (type === "bpchar") return "XX";
  if (["text", "citext", "varchar"].includes(type)) return `${name}-${newId()}`;
  throw new Error(`no value is known for the type ${type} of ${name}: add one`);
}
