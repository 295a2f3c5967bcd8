import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Problem } from "@/local/problem";

const run = promisify(execFile);

/** Marks a data folder as in use by this process, and returns what takes the mark away. Throws a {@link Problem} when it is in use. */
export async function markRunning(dataFolder: string): Promise<() => Promise<void>> {
  const file = path.join(dataFolder, "running.pid");
  const other = Number(await readFile(file, "utf8").catch(() => "0"));
  if (other > 0 && other !== process.pid && (await isVitrine(other))) {
    throw new Problem(
      `Vitrine already runs from ${path.relative(process.cwd(), dataFolder)} (process ${other}): stop it, or set DATA_FOLDER and PORT to others.`,
    );
  }
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

/** The number may have gone to another program since: the command line tells. */
async function isVitrine(pid: number): Promise<boolean> {
  const shown = await run("ps", ["-p", String(pid), "-o", "command="]).catch(() => ({ stdout: "" }));
  return /local\/(start|dev|test)\.ts/.test(shown.stdout);
}
