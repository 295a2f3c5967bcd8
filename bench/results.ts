import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { projectFolder } from "@/local/installation";

/**
 * Prints what was measured and keeps it in `bench/results`, one file per run, with what the machine is and how busy it was.
 * `sentence` is what a person takes away.
 */
export async function keepResults(name: string, measured: object, sentence: string): Promise<void> {
  const at = new Date().toISOString();
  const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version, load: loadavg() };
  const text = JSON.stringify({ name, at, machine, ...measured, sentence }, null, 2);
  const folder = path.join(projectFolder, "bench/results");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}-${at.replaceAll(/[:.]/g, "-")}.json`), `${text}\n`);
  console.log(`${text}\n\n${sentence}`);
}
