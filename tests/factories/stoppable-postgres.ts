import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/local/database/embedded";
import { migrate } from "@/local/database/migrate";
import { ensureDatabase } from "@/local/database/roles";
import { testPasswords } from "@/tests/setup/databases";

export type StoppablePostgres = {
  stop(): Promise<void>;
  /** On the same port, with what was in it. */
  startAgain(): Promise<void>;
  /** Ends it for good. */
  remove(): Promise<void>;
};

/**
 * A server of one test file's own, which it may stop, with the product's schema and no rows. The file's connections lead there when
 * it is called before the first of them.
 */
export async function startStoppablePostgres(): Promise<StoppablePostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), "vitrine-stoppable-"));
  const start = (port: { chosen: number } | { preferred: number }) =>
    startEmbeddedPostgres({ folder: path.join(folder, "postgres"), password: "of-one-test", port, isDurable: false });
  let postgres = await start({ preferred: 46_500 + (process.pid % 1000) });
  const { app, platform, migration } = await ensureDatabase(postgres.adminUrl, "vitrine", testPasswords);
  await migrate(migration);
  Object.assign(process.env, { DATABASE_URL: app, PLATFORM_DATABASE_URL: platform });
  return {
    stop: () => postgres.stop(),
    startAgain: async () => {
      postgres = await start({ chosen: postgres.port });
    },
    remove: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
