import { Pool } from "pg";

/** A mail as it is shown and as tests read it. */
export interface Mail {
  id: number;
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** Every address that the mail links to, in the order of appearance. */
  links: string[];
  attachments: { name: string; type: string; bytes: number }[];
}

export interface NewMail extends Omit<Mail, "id" | "receivedAt"> {
  /** The message as it came over the wire. */
  source: Buffer;
}

export interface MailQuery {
  /** Part of a recipient's address, in any case. Empty: everybody. */
  to: string;
  limit: number;
  /** Only mails older than the one with this id. */
  before?: number;
}

export interface Inbox {
  keep(mail: NewMail): Promise<number>;
  /** Newest first. */
  list(query: MailQuery): Promise<Mail[]>;
  find(id: number): Promise<Mail | null>;
  findSource(id: number): Promise<Buffer | null>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

const mostMails = 5000;

const install = `
  CREATE SCHEMA IF NOT EXISTS inbox;
  CREATE TABLE IF NOT EXISTS inbox.mail (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now(),
    sender text NOT NULL,
    recipients text[] NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    links text[] NOT NULL,
    attachments jsonb NOT NULL,
    source bytea NOT NULL
  );`;

const columns = `id, to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "receivedAt", sender AS "from",
  recipients AS "to", subject, body_text AS "text", body_html AS "html", links, attachments`;

/** Opens the inbox, which keeps the newest 5 000 mails in a schema of its own. */
export async function openInbox(databaseUrl: string): Promise<Inbox> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  pool.on("error", (error) => console.error("inbox: an idle database connection broke:", error.message));
  await pool.query(install);
  return {
    keep: (mail) => keep(pool, mail),
    list: async ({ to, limit, before }) => {
      const found = await pool.query<Mail>(
        `SELECT ${columns} FROM inbox.mail
         WHERE ($1 = '' OR EXISTS (SELECT FROM unnest(recipients) AS recipient WHERE position(lower($1) IN lower(recipient)) > 0))
           AND ($2::int IS NULL OR id < $2)
         ORDER BY id DESC LIMIT $3`,
        [to, before ?? null, limit],
      );
      return found.rows;
    },
    find: async (id) => (await pool.query<Mail>(`SELECT ${columns} FROM inbox.mail WHERE id = $1`, [id])).rows[0] ?? null,
    findSource: async (id) =>
      (await pool.query<{ source: Buffer }>("SELECT source FROM inbox.mail WHERE id = $1", [id])).rows[0]?.source ?? null,
    clear: async () => void (await pool.query("DELETE FROM inbox.mail")),
    close: () => pool.end(),
  };
}

async function keep(pool: Pool, mail: NewMail): Promise<number> {
  const kept = await pool.query<{ id: number }>(
    `INSERT INTO inbox.mail (sender, recipients, subject, body_text, body_html, links, attachments, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [mail.from, mail.to, mail.subject, mail.text, mail.html, mail.links, JSON.stringify(mail.attachments), mail.source],
  );
  const id = kept.rows[0]?.id ?? 0;
  await pool.query("DELETE FROM inbox.mail WHERE id <= $1", [id - mostMails]);
  return id;
}
