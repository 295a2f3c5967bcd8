import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Problem } from "@/local/problem";

const run = promisify(execFile);

/** Throws a {@link Problem} when another living Vitrine has put its mark there. `what` it uses ends the sentence. */
export async function requireNotRunning(mark: string, what: string): Promise<void> {
  const other = Number(await readFile(mark, "utf8").catch(() => "0"));
  if (other > 0 && other !== process.pid && (await isVitrine(other))) throw new Problem(`Vitrine (process ${other}) already uses ${what}.`);
}

/** Marks something as in use by this process, and returns what takes the mark away. */
export async function markRunning(mark: string): Promise<() => Promise<void>> {
  await mkdir(path.dirname(mark), { recursive: true });
  await writeFile(mark, String(process.pid));
  return async () => {
    const holder = await readFile(mark, "utf8").catch(() => "");
    if (holder === String(process.pid)) await rm(mark, { force: true });
  };
}

/** The number may have gone to another program since: the command line tells. */
async function isVitrine(pid: number): Promise<boolean> {
  const shown = await run("ps", ["-p", String(pid), "-o", "command="]).catch(() => ({ stdout: "" }));
  return /local[\\/](start|dev|test)\.ts/.test(shown.stdout);
}
