import pg from "pg";

export type StatementCount = { count: number };

/** Counts what this process asks of Postgres from now on, `BEGIN` and `COMMIT` included: each is a way there and back. */
export function countStatements(): StatementCount {
  const asked: StatementCount = { count: 0 };
  const query = pg.Client.prototype.query;
  // The driver's own function with its many overloads: whatever it takes is passed on.
  pg.Client.prototype.query = function counted(this: pg.Client, ...words: unknown[]) {
    asked.count += 1;
    return Reflect.apply(query, this, words);
  } as typeof query;
  return asked;
}
