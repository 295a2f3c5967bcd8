import { z } from "zod";
import { env } from "@/lib/env";
import type { Destination } from "./destination";

const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("here") }),
  z.object({ kind: z.literal("moved"), to: z.string() }),
  z.object({ kind: z.literal("gone") }),
]);
const timeoutMs = 5000;

/** Asks the application itself where a host leads: the middleware has no database. Throws when it does not answer. */
export async function askDestination(host: string): Promise<Destination> {
  const url = new URL(`/api/domains/destination?host=${encodeURIComponent(host)}`, ownAddress());
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
  if (!response.ok) throw new Error(`asking for a destination was answered ${response.status}`);
  return answer.parse(await response.json());
}

/** This very process where it listens on a port of its own; behind functions, the address that leads to them. */
function ownAddress(): string {
  const { PORT, DOMAINS_HOST, EVENTS_URL, PLATFORM_URL } = env();
  return PORT && DOMAINS_HOST !== "vercel" ? `http://127.0.0.1:${PORT}` : (EVENTS_URL ?? PLATFORM_URL);
}
