import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { Problem } from "@/local/problem";

const token = (prefix: string, bytes = 24) => z.string().default(() => `${prefix}${randomBytes(bytes).toString("hex")}`);

/**
 * Everything secret that an installation without accounts needs. Each value is made once, by its default. Hexadecimal, so that
 * no address, header or pattern of a vendor ever needs escaping.
 */
const schema = z.object({
  sessions: token("", 32),
  encryptionKeys: z.string().default(() => `k1:${randomBytes(32).toString("base64")}`),
  queueToken: token("local_queue_"),
  queueCurrentKey: token("sig_current_"),
  queueNextKey: token("sig_next_"),
  stripeKey: token("sk_test_"),
  stripePublishableKey: token("pk_test_"),
  stripeWebhook: token("whsec_"),
  stripeConnectWebhook: token("whsec_"),
  pagarmeSecretKey: token("sk_test_", 16),
  pagarmePublicKey: token("pk_test_", 16),
  vercelToken: token("vercel_local_", 16),
  algoliaAdminKey: token("", 16),
  algoliaSearchKey: token("", 16),
  databaseSuperuser: token(""),
  databaseOwner: token(""),
  databaseApp: token(""),
  databasePlatform: token(""),
  databaseLocal: token(""),
});

export type Secrets = z.output<typeof schema>;

/**
 * Reads the secrets of a data folder, makes the missing ones and keeps them, readable by their owner alone. Losing the file
 * loses access to the embedded database and to everything sealed with the encryption key.
 */
export async function keepSecrets(dataFolder: string): Promise<Secrets> {
  const file = path.join(dataFolder, "secrets.json");
  const kept = await readKept(file);
  const secrets = schema.parse(kept);
  if (Object.keys(schema.shape).every((name) => name in kept)) return secrets;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return secrets;
}

async function readKept(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, "utf8").catch((thrown: unknown) => {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return "{}";
    throw thrown;
  });
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (thrown) {
    throw new Problem(`${file} is not readable as JSON: restore it, or remove it together with the data folder.`, { cause: thrown });
  }
}
