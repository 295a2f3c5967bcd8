import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseEnv } from "node:util";
import type { Environment } from "@/local/environment";
import { type Installation, projectFolder } from "@/local/installation";
import { findFreePort } from "@/local/ports";
import { startStack } from "@/local/stack";

/** Where the journeys find what they test. */
export type JourneyEnvironment = Record<"BASE_URL" | "STORES_DOMAIN" | "LOCAL_URL" | "QUEUE_URL" | "DATA_FOLDER", string>;

type TestStack = { folder: string; app: number; atEnd: (close: () => Promise<void>) => void };

/**
 * Brings up a whole installation of its own for the journeys: production build, own database, own ports, the stand-ins alone.
 * Keys of real services that the person keeps in `.env` or in the shell are held back from it.
 */
export async function startTestStack({ folder, app, atEnd }: TestStack): Promise<JourneyEnvironment> {
  const local = await findFreePort(4500);
  const queue = await findFreePort(local + 1);
  const smtp = await findFreePort(queue + 1);
  const installation: Installation = {
    given: await standInsAlone(),
    dataFolder: path.join(folder, "data"),
    ports: { app, local, queue, smtp, postgres: null },
  };
  const { environment } = await startStack(installation, "production", atEnd);
  return journeyEnvironment(installation, environment);
}

export function journeyEnvironment({ ports, dataFolder }: Installation, environment: Environment): JourneyEnvironment {
  return {
    BASE_URL: environment.PLATFORM_URL ?? "",
    STORES_DOMAIN: environment.STORES_DOMAIN ?? "",
    LOCAL_URL: `http://localhost:${ports.local}`,
    QUEUE_URL: `http://localhost:${ports.queue}`,
    DATA_FOLDER: dataFolder,
  };
}

/** What a test installation is given: no real service, little in its log, retries that do not keep anybody waiting. */
export async function standInsAlone(): Promise<Record<string, string>> {
  return { ...(await heldBack()), LOG_LEVEL: "warn", QUEUE_BACKOFF_SCALE: "0.02" };
}

/** An empty value counts as not set, and keeps Next from reading the variable from `.env` by itself. */
async function heldBack(): Promise<Record<string, string>> {
  const dotEnv = await readFile(path.join(projectFolder, ".env"), "utf8").catch(() => "");
  const services =
    /^(ALGOLIA|BLOB|CLOUDFLARE|DATABASE|DOMAINS|HOST$|MAIL|MEDIA|NEXTAUTH|PAGARME|QSTASH|RESEND|SEED|SENTRY|SMTP|STRIPE|TRUST|VERCEL)/;
  const names = [...Object.keys(parseEnv(dotEnv)), ...Object.keys(process.env).filter((name) => services.test(name))];
  return Object.fromEntries(names.map((name) => [name, ""]));
}
