import pg from "pg";

/** Runs statements as the owner of the schema, in the database of this test alone. */
export async function asOwner(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
