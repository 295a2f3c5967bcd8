import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { assembleEnvironment } from "@/local/environment";
import { keepSecrets } from "@/local/secrets";
import { seedDemoWhenNew } from "@/local/seed";

const databases = { app: "postgresql://x", platform: "postgresql://x", migration: "postgresql://x", local: "postgresql://x" };

async function environmentOf(given: Record<string, string>) {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "vitrine-seed-"));
  const installation = { given, dataFolder, ports: { app: 3000, local: 4400, queue: 4410, smtp: 4425, postgres: null } };
  return { dataFolder, environment: assembleEnvironment({ installation, secrets: await keepSecrets(dataFolder), databases }) };
}

test.each([
  ["they are not wanted", { SEED_DEMO: "0" }],
  ["other people can sign in", { PLATFORM_URL: "https://vitrine.example" }],
])("people with known passwords are not made where %s", async (_case, given) => {
  const { dataFolder, environment } = await environmentOf(given);
  await seedDemoWhenNew({ environment, dataFolder, logFolder: dataFolder });
  expect(environment.SEED_DEMO).toBe("0");
  expect(await readdir(dataFolder)).toEqual(["secrets.json"]);
  await rm(dataFolder, { recursive: true });
});
