import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "@/local/environment";
import { projectFolder } from "@/local/installation";
import { runLogged } from "@/local/run-logged";

/** Folders of the project from which nothing reaches the build. */
const strangers = new Set([
  ".git",
  ".ci",
  ".data",
  ".next",
  "bench",
  "coverage",
  "docs",
  "local",
  "node_modules",
  "playwright-report",
  "test-results",
  "tests",
]);
const stamp = path.join(projectFolder, ".next/built-from");

/** Builds the application unless its last build was made from the very same sources and addresses. Returns whether it had to. */
export async function buildWhenChanged(environment: Environment, logFolder: string): Promise<boolean> {
  const wanted = await fingerprint(environment);
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return false;
  await runLogged({
    command: [path.join(projectFolder, "node_modules/next/dist/bin/next"), "build"],
    environment: { ...environment, NEXT_TELEMETRY_DISABLED: "1" },
    logFile: path.join(logFolder, "build.log"),
    failure: "The application could not be built",
  });
  await writeFile(stamp, wanted);
  return true;
}

/** True when {@link buildWhenChanged} would return at once. */
export async function isBuilt(environment: Environment): Promise<boolean> {
  return (await readFile(stamp, "utf8").catch(() => "")) === (await fingerprint(environment));
}

async function fingerprint(environment: Environment): Promise<string> {
  const hash = createHash("sha256");
  for (const name of [
    "PLATFORM_URL",
    "STORES_DOMAIN",
    ...Object.keys(environment)
      .filter((key) => key.startsWith("NEXT_PUBLIC_"))
      .sort(),
  ]) {
    hash.update(`${name}=${environment[name] ?? ""}\n`);
  }
  for (const file of await sources()) hash.update(`${file}\n`).update(await readFile(path.join(projectFolder, file)));
  return hash.digest("hex");
}

async function sources(): Promise<string[]> {
  const entries = await readdir(projectFolder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (strangers.has(entry.name)) return [];
      if (!entry.isDirectory()) return isBuildInput(entry.name) ? [entry.name] : [];
      const below = await readdir(path.join(projectFolder, entry.name), { recursive: true, withFileTypes: true });
      return below.filter((file) => file.isFile()).map((file) => path.relative(projectFolder, path.join(file.parentPath, file.name)));
    }),
  );
  return found
    .flat()
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
}

/** Of the project's own folder: code and settings, not notes and not what tools rewrite or leave behind. */
function isBuildInput(name: string): boolean {
  return (
    /\.(ts|tsx|js|mjs|json)$/.test(name) &&
    !/^(next-env\.d\.ts|tsconfig\.json|biome\.json|playwright\.config\.ts|vitest\.config\.ts)$/.test(name)
  );
}
