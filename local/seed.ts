import { access, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { demoStores } from "@/local/demo";
import type { Environment } from "@/local/environment";
import { projectFolder } from "@/local/installation";
import { step } from "@/local/progress";
import { runLogged } from "@/local/run-logged";

const script = path.join(projectFolder, "prisma/seed/main.ts");

export interface SeedParts {
  environment: Environment;
  dataFolder: string;
  logFolder: string;
}

/**
 * Seeds the plans and, where `SEED_DEMO` is 1, the demo stores, unless that has been done: once to its end for this data folder,
 * and with the stores still there.
 */
export async function seedWhenNew({ environment, dataFolder, logFolder }: SeedParts): Promise<void> {
  const mark = path.join(dataFolder, "seeded");
  const isDemo = environment.SEED_DEMO === "1";
  const done = await readFile(mark, "utf8").catch(() => "");
  const isDone = done === String(isDemo) && (!isDemo || (await haveStores(environment.PLATFORM_DATABASE_URL ?? "")));
  if (
    isDone ||
    !(await access(script).then(
      () => true,
      () => false,
    ))
  )
    return;
  await step(isDemo ? "Seeding plans and two demo stores" : "Seeding the plans", () =>
    runLogged({
      command: ["--import", "tsx", script],
      environment,
      logFile: path.join(logFolder, "seed.log"),
      failure: "The database could not be seeded",
    }),
  );
  await writeFile(mark, String(isDemo));
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
