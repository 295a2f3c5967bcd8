import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const startTimeoutMs = 60_000;

export type ChildPlan = { name: string; args: string[]; env: Record<string, string>; readyLine: RegExp };

/** A process that is killed and started again, always on the same port. */
export class Child {
  readonly name: string;
  isReady = false;
  kills = 0;
  private process: ChildProcess | null = null;
  private starting: Promise<void> = Promise.resolve();
  private isEnding = false;

  constructor(private readonly plan: ChildPlan) {
    this.name = plan.name;
  }

  start(): Promise<void> {
    this.starting = this.launch();
    return this.starting;
  }

  /** SIGKILL: no chance to tidy up. Starts it again at once. */
  async kill(): Promise<void> {
    const victim = this.process;
    if (!victim) return;
    this.isReady = false;
    this.kills += 1;
    const ended = once(victim, "exit");
    victim.kill("SIGKILL");
    await ended;
    if (!this.isEnding) await this.start();
  }

  /** Ends it for good. */
  async end(): Promise<void> {
    this.isEnding = true;
    await this.starting.catch(() => undefined);
    const last = this.process;
    if (!last || last.exitCode !== null || last.signalCode !== null) return;
    const ended = once(last, "exit");
    last.kill("SIGKILL");
    await ended;
  }

  private async launch(): Promise<void> {
    const { args, env, readyLine } = this.plan;
    const stdio: StdioOptions = ["ignore", "pipe", process.env.CHAOS_VERBOSE ? "inherit" : "ignore"];
    const child: ChildProcess = spawn(process.execPath, args, { env: { NODE_ENV: "test", ...env }, stdio });
    const output = readableOf(child);
    this.process = child;
    const timer = setTimeout(() => child.kill("SIGKILL"), startTimeoutMs);
    try {
      for await (const line of createInterface({ input: output })) {
        if (!readyLine.test(line)) continue;
        this.isReady = true;
        output.resume();
        return;
      }
    } finally {
      clearTimeout(timer);
    }
    if (child.signalCode !== "SIGKILL") throw new Error(`${this.name} ended before it was ready`);
  }
}

function readableOf(child: ChildProcess): Readable {
  if (!child.stdout) throw new Error("the child's output is not piped");
  return child.stdout;
}
