import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { z } from "zod";
import type { Canned } from "./bare-server";
import type { Answer } from "./storefront";

/** Headers that belong to one connection or one moment: the server writes its own. */
const ownHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "date"]);

export type Bare = { url: string; stop(): Promise<void> };

/** Starts a bare Node server that answers everything with the headers and the bytes of this answer. */
export async function startBareServer(answer: Answer): Promise<Bare> {
  const child = fork(path.join(import.meta.dirname, "bare-server.ts"), { execArgv: [] });
  const ended = once(child, "exit");
  const spoke = once(child, "message", { signal: AbortSignal.timeout(10_000) });
  child.send({ headers: headersOf(answer), body: answer.body.toString("base64") } satisfies Canned);
  const port = z
    .number()
    .int()
    .min(1)
    .parse((await Promise.race([spoke, ended]))[0]);
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return { url: `http://127.0.0.1:${port}/`, stop };
}

function headersOf({ headers }: Answer): Canned["headers"] {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value && !ownHeaders.has(name) ? [[name, value]] : [])));
}
