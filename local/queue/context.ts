import type { Pool } from "pg";
import type { Clock } from "@/local/queue/clock";
import type { AllowedOrigin } from "@/local/queue/rules/destination";
import type { KeyRing } from "@/local/queue/signing";

/** What every part of a running server shares. */
export type QueueContext = {
  pool: Pool;
  clock: Clock;
  keys: KeyRing;
  allowed: AllowedOrigin[];
  token: string;
  concurrency: number;
  /** Multiplies every wait between attempts. */
  backoffScale: number;
  /** The longest an attempt may take, and how long one takes without `Upstash-Timeout`. */
  longestAttemptMs: number;
  largestRequestBytes: number;
  keepFinishedMs: number;
  keepDeadLettersMs: number;
  /** Aborts when the server closes: attempts then end without being counted. */
  closing: AbortSignal;
};
