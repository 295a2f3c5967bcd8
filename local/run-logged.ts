import { spawn } from "node:child_process";
import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "@/local/environment";
import { projectFolder } from "@/local/installation";
import { openLogFile } from "@/local/log-file";
import { Problem } from "@/local/problem";

export interface LoggedRun {
  /** What Node is given: options, a script, the script's arguments. */
  command: string[];
  environment: Environment;
  logFile: string;
  /** The sentence for when it fails; the end of the log follows it. */
  failure: string;
}

/** Runs a script to its end, keeping what it says in a log. Throws a {@link Problem} when it fails; ends it when this process ends. */
export async function runLogged({ command, environment, logFile, failure }: LoggedRun): Promise<void> {
  const log = openLogFile(logFile);
  const child = spawn(process.execPath, command, {
    cwd: projectFolder,
    env: { ...process.env, ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const endWithUs = () => child.pid && process.kill(-child.pid, "SIGTERM");
  process.once("exit", endWithUs);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => log.write(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.off("exit", endWithUs);
  log.close();
  if (code === 0) return;
  if (/ENOSPC|no space left/i.test(log.tail()) || (await isDiskFull())) throw new Problem(`${failure}: the disk is full.`);
  const words = log.tail().trim().split("\n").slice(-16).join("\n    ");
  throw new Problem(`${failure} (${path.relative(process.cwd(), logFile)}):\n    ${words}`);
}

/** Tools fail in many words when they meet a full disk; the disk itself says it plainly. */
async function isDiskFull(): Promise<boolean> {
  const { bavail, bsize } = await statfs(projectFolder);
  return bavail * bsize < 50_000_000;
}
