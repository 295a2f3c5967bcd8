import { spawn } from "node:child_process";
import path from "node:path";
import type { Ran } from "@/local/gate/outcome";
import { projectFolder } from "@/local/installation";

const mostOutput = 400_000;
const running = new Set<() => void>();
process.once("exit", () => {
  for (const end of running) end();
});

/** Runs one of the project's tools on this Node and keeps what it says. Ends with this process. */
export async function runTool(script: string, words: string[], environment: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [path.join(projectFolder, "node_modules", script), ...words], {
    cwd: projectFolder,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  };
  running.add(end);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-mostOutput);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  running.delete(end);
  return { isOk: code === 0, output };
}
