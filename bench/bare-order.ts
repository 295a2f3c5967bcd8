import { randomUUID } from "node:crypto";
import pg from "pg";

const tables = `
  CREATE SCHEMA bare;
  CREATE TABLE bare.stock (id uuid PRIMARY KEY, on_hand int NOT NULL, reserved int NOT NULL DEFAULT 0);
  CREATE TABLE bare.sale (id uuid PRIMARY KEY, total int NOT NULL, placed_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE bare.line (id uuid PRIMARY KEY, sale_id uuid NOT NULL REFERENCES bare.sale, quantity int NOT NULL);
  CREATE TABLE bare.money (id uuid PRIMARY KEY, sale_id uuid NOT NULL REFERENCES bare.sale, amount int NOT NULL);
  CREATE TABLE bare.message (id uuid PRIMARY KEY, body jsonb NOT NULL);`;

export type BareSales = { sell(): Promise<void>; close(): Promise<void> };

/** The least that an order could be: five statements in one transaction on the same server, by the driver alone. Goods are as many as buyers, so that rows are not fought for. */
export async function openBareSales(databaseUrl: string, connections: number): Promise<BareSales> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  await pool.query(tables);
  const goods = Array.from({ length: 64 }, () => randomUUID());
  for (const id of goods) await pool.query("INSERT INTO bare.stock (id, on_hand) VALUES ($1, 1000000)", [id]);
  let sold = 0;
  return {
    sell: async () => {
      sold += 1;
      await sellOne(pool, goods[sold % goods.length] ?? "");
    },
    close: () => pool.end(),
  };
}

async function sellOne(pool: pg.Pool, good: string): Promise<void> {
  const client = await pool.connect();
  const sale = randomUUID();
  try {
    await client.query("BEGIN");
    await client.query("UPDATE bare.stock SET reserved = reserved + 1 WHERE id = $1 AND on_hand - reserved >= 1", [good]);
    await client.query("INSERT INTO bare.sale (id, total) VALUES ($1, 11500)", [sale]);
    await client.query("INSERT INTO bare.line (id, sale_id, quantity) VALUES ($1, $2, 1)", [randomUUID(), sale]);
    await client.query("INSERT INTO bare.money (id, sale_id, amount) VALUES ($1, $2, 11500)", [randomUUID(), sale]);
    await client.query("INSERT INTO bare.message (id, body) VALUES ($1, $2)", [randomUUID(), JSON.stringify({ sale })]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
