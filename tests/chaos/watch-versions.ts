import pg from "pg";

export type Overtaken = { id: string; found: string };

async function asOwner<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** From now on the database of the run remembers each entry of the index that goes back to an older version, also when it is mended later. */
export async function watchVersions(): Promise<void> {
  await asOwner(async (client) => {
    await client.query("create table overtaken (product_id uuid, was int, became int)");
    await client.query(`create function remember_overtaken() returns trigger language plpgsql security definer as $$
      begin insert into public.overtaken values (old.product_id, old.version, new.version); return null; end $$`);
    await client.query(`create trigger overtaken after update on search_document for each row
      when (new.version < old.version) execute function remember_overtaken()`);
  });
}

/** The entries that went back to an older version. */
export function listOvertaken(): Promise<Overtaken[]> {
  return asOwner(async (client) => {
    const { rows } = await client.query<Overtaken>(
      "select product_id::text as id, concat('version ', was, ' became ', became) as found from overtaken",
    );
    return rows;
  });
}
