import type { Pool } from "pg";
import type { Clock } from "@/local/queue/clock";
import type { AllowedOrigin } from "@/local/queue/rules/destination";
import type { KeyRing } from "@/local/queue/signing";

/** What every part of a running server shares. */
export type QueueContext = {
  /** What publishers are answered is on disk. */
  pool: Pool;
  /**
   * What deliveries do is on disk within a second (`synchronous_commit = off`). A power cut may undo the end of it, never the middle: messages
   * that were delivered then are delivered again. A killed server loses nothing of it.
   */
  workPool: Pool;
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
