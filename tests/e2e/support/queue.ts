import { readFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "@upstash/qstash";
import { z } from "zod";

const dataFolder = path.resolve(import.meta.dirname, "../../..", process.env.DATA_FOLDER ?? ".data");

/** The queue of the installation that is tested, by the vendor's own client. */
export async function openQueue(): Promise<Client> {
  const kept = z.object({ queueToken: z.string() }).parse(JSON.parse(await readFile(path.join(dataFolder, "secrets.json"), "utf8")));
  return new Client({ baseUrl: process.env.QUEUE_URL ?? "http://localhost:4410", token: kept.queueToken, enableTelemetry: false });
}
