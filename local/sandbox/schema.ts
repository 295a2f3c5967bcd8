/**
 * The tables every sandbox keeps in a Postgres schema of its own. `scope` separates owners inside one sandbox
 * (a connected account, a merchant); the empty scope belongs to the platform.
 */
export function sandboxTables(schema: string): string {
  return `
    CREATE SCHEMA IF NOT EXISTS "${schema}";
    CREATE TABLE IF NOT EXISTS "${schema}".records (
      scope text NOT NULL,
      kind text NOT NULL,
      id text NOT NULL,
      data jsonb NOT NULL,
      position bigint GENERATED ALWAYS AS IDENTITY,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (kind, id, scope)
    );
    CREATE INDEX IF NOT EXISTS records_newest ON "${schema}".records (scope, kind, position DESC);
    CREATE INDEX IF NOT EXISTS records_fields ON "${schema}".records USING gin (data jsonb_path_ops);
    CREATE TABLE IF NOT EXISTS "${schema}".idempotency_keys (
      scope text NOT NULL,
      key text NOT NULL,
      fingerprint text NOT NULL,
      status integer,
      body jsonb,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (scope, key)
    );
    CREATE TABLE IF NOT EXISTS "${schema}".reused_keys (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      scope text NOT NULL,
      key text NOT NULL,
      operation text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE IF NOT EXISTS "${schema}".settings (name text PRIMARY KEY, value jsonb NOT NULL);
    CREATE TABLE IF NOT EXISTS "${schema}".faults (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      operation text NOT NULL,
      effect jsonb NOT NULL,
      remaining integer,
      matched integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE IF NOT EXISTS "${schema}".notices (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      event_id text NOT NULL,
      topic text NOT NULL,
      audience text NOT NULL,
      url text NOT NULL,
      body text NOT NULL,
      state text NOT NULL CHECK (state IN ('pending', 'held', 'sending', 'delivered', 'failed', 'dropped')),
      due_at timestamptz NOT NULL DEFAULT now(),
      forged boolean NOT NULL DEFAULT false,
      attempts jsonb NOT NULL DEFAULT '[]',
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX IF NOT EXISTS notices_due ON "${schema}".notices (due_at) WHERE state IN ('pending', 'held', 'sending');
  `;
}
