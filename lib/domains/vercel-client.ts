import { z } from "zod";

/** Where the API answers, which project serves the stores, and how long an answer may take. */
export type VercelOptions = { apiBase: string; token: string; projectId: string; teamId: string | null; timeoutMs?: number };

export type VercelCall = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string>;
  body?: object;
};

/** What came of a call. `unknown`: no readable answer, so it may have been performed. */
export type VercelReply =
  | { kind: "ok"; body: unknown }
  | { kind: "refused"; status: number; code: string }
  | { kind: "unknown"; detail: string };

const DEFAULT_TIMEOUT_MS = 8_000;
const refusal = z.object({ error: z.object({ code: z.string().catch("") }) }).catch({ error: { code: "" } });

/** One call, over the network once: no retries here, the domain's next check asks again. */
export async function callVercel(options: VercelOptions, call: VercelCall): Promise<VercelReply> {
  try {
    const response = await fetch(addressOf(options, call), {
      method: call.method,
      headers: { accept: "application/json", authorization: `Bearer ${options.token}`, "content-type": "application/json" },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      redirect: "error",
      cache: "no-store",
    });
    return replyOf(response.status, await response.text());
  } catch (error) {
    return { kind: "unknown", detail: error instanceof Error ? error.name : "network" };
  }
}

/** A project of a team is not found without its team. */
function addressOf({ apiBase, teamId }: VercelOptions, { path, query = {} }: VercelCall): string {
  const search = new URLSearchParams({ ...query, ...(teamId ? { teamId } : {}) }).toString();
  return `${apiBase}${path}${search ? `?${search}` : ""}`;
}

function replyOf(status: number, text: string): VercelReply {
  if (status >= 500) return { kind: "unknown", detail: `HTTP ${status}` };
  const body = parsed(text);
  if (status >= 200 && status < 300) return body === undefined ? { kind: "unknown", detail: "unreadable answer" } : { kind: "ok", body };
  return { kind: "refused", status, code: refusal.parse(body).error.code };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
