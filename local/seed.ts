import { access, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { demoStores } from "@/local/demo";
import type { Environment } from "@/local/environment";
import { projectFolder } from "@/local/installation";
import { step } from "@/local/progress";
import { runLogged } from "@/local/run-logged";

export interface SeedParts {
  environment: Environment;
  dataFolder: string;
  logFolder: string;
}

/** Writes the plan catalogue, once for a data folder. Comes before the build, so that pages that show plans are built with them. */
export async function seedPlansWhenNew(parts: SeedParts): Promise<void> {
  const mark = path.join(parts.dataFolder, "plans-seeded");
  if (await isMarked(mark)) return;
  await step("Writing the plans", () => runSeed("prisma/seed/plans-main.ts", parts));
  await writeFile(mark, "");
}

/** Seeds the demo stores where `SEED_DEMO` is 1, unless that has been done to its end and they are still there. */
export async function seedDemoWhenNew(parts: SeedParts): Promise<void> {
  const { environment, dataFolder } = parts;
  if (environment.SEED_DEMO !== "1") return;
  const mark = path.join(dataFolder, "seeded");
  if ((await isMarked(mark)) && (await haveStores(environment.PLATFORM_DATABASE_URL ?? ""))) return;
  await step("Seeding two demo stores", () => runSeed("prisma/seed/demo-main.ts", parts));
  await writeFile(mark, "");
}

function isMarked(mark: string): Promise<boolean> {
  return access(mark).then(
    () => true,
    () => false,
  );
}

function runSeed(script: string, { environment, logFolder }: SeedParts): Promise<void> {
  return runLogged({
    command: ["--import", "tsx", path.join(projectFolder, script)],
    environment,
    logFile: path.join(logFolder, "seed.log"),
    failure: "The database could not be seeded",
  });
}

async function haveStores(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM store WHERE slug = ANY ($1)", [demoStores.map(({ slug }) => slug)]);
    return found.rowCount === demoStores.length;
  } finally {
    await client.end();
  }
}
