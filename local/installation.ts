import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { Problem } from "@/local/problem";

/** The folder of the project: everything else is found from here. */
export const projectFolder = path.resolve(import.meta.dirname, "..");

export interface Ports {
  app: number;
  local: number;
  queue: number;
  smtp: number;
  /** Null: any free port will do. */
  postgres: number | null;
}

/** What the person who starts Vitrine decided: their variables, where data is kept, which ports are used. */
export interface Installation {
  /** The variables of the process and of `.env`; the process wins. Empty values count as not set. */
  given: Readonly<Record<string, string>>;
  dataFolder: string;
  ports: Ports;
  /** The platform's address that the build may have been made for, where no page that holds it is asked for; else this installation's own. */
  builtFor?: string;
}

const port = z.coerce.number().int().min(1).max(65_535);
const schema = z.object({
  PORT: port.default(3000),
  LOCAL_PORT: port.default(4400),
  QUEUE_PORT: port.default(4410),
  SMTP_PORT: port.default(4425),
  POSTGRES_PORT: port.optional(),
});

/** Reads the decisions from the process and from the project's `.env`. Throws a {@link Problem} that names a port which is not one. */
export async function readInstallation(source: Record<string, string | undefined> = process.env): Promise<Installation> {
  const dotEnv = await readFile(path.join(projectFolder, ".env"), "utf8").catch(() => "");
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...parseEnv(dotEnv), ...source })) {
    if (value) given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new Problem(`${name} must be a port number between 1 and 65535, and is "${given[name]}".`);
  }
  const { PORT, LOCAL_PORT, QUEUE_PORT, SMTP_PORT, POSTGRES_PORT } = parsed.data;
  return {
    given,
    dataFolder: path.resolve(projectFolder, given.DATA_FOLDER ?? ".data"),
    ports: { app: PORT, local: LOCAL_PORT, queue: QUEUE_PORT, smtp: SMTP_PORT, postgres: POSTGRES_PORT ?? null },
  };
}
