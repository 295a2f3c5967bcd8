import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseEnv } from "node:util";
import { type Installation, projectFolder } from "@/local/installation";
import { findFreePort } from "@/local/ports";
import { startStack } from "@/local/stack";

/** Where the journeys find what they test. */
export type JourneyEnvironment = Record<"BASE_URL" | "STORES_DOMAIN" | "LOCAL_URL" | "QUEUE_URL" | "DATA_FOLDER", string>;

/**
 * Brings up a whole installation of its own for the journeys: production build, own database, own ports, the stand-ins alone.
 * Keys of real services that the person keeps in `.env` or in the shell are held back from it.
 */
export async function startTestStack(folder: string, atEnd: (close: () => Promise<void>) => void): Promise<JourneyEnvironment> {
  const app = await findFreePort(3100);
  const local = await findFreePort(4500);
  const queue = await findFreePort(local + 1);
  const smtp = await findFreePort(queue + 1);
  const installation: Installation = {
    given: { ...(await heldBack()), LOG_LEVEL: "warn", QUEUE_BACKOFF_SCALE: "0.1" },
    dataFolder: path.join(folder, "data"),
    ports: { app, local, queue, smtp, postgres: null },
  };
  const { environment } = await startStack(installation, "production", atEnd);
  return {
    BASE_URL: environment.PLATFORM_URL ?? "",
    STORES_DOMAIN: environment.STORES_DOMAIN ?? "",
    LOCAL_URL: `http://localhost:${local}`,
    QUEUE_URL: `http://localhost:${queue}`,
    DATA_FOLDER: installation.dataFolder,
  };
}

/** An empty value counts as not set, and keeps Next from reading the variable from `.env` by itself. */
async function heldBack(): Promise<Record<string, string>> {
  const dotEnv = await readFile(path.join(projectFolder, ".env"), "utf8").catch(() => "");
  const services =
    /^(ALGOLIA|BLOB|CLOUDFLARE|DATABASE|DOMAINS|HOST$|MAIL|MEDIA|NEXTAUTH|PAGARME|QSTASH|RESEND|SEED|SENTRY|SMTP|STRIPE|TRUST|VERCEL)/;
  const names = [...Object.keys(parseEnv(dotEnv)), ...Object.keys(process.env).filter((name) => services.test(name))];
  return Object.fromEntries(names.map((name) => [name, ""]));
}
