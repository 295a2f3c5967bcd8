import { createHmac } from "node:crypto";
import { createChallenge, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { after, minuteMs } from "@/lib/core/time";
import { env } from "@/lib/env";
import { isWithinLimit } from "./rate-limit";

const lifetimeMs = 10 * minuteMs;
/** A second or two of a phone's work; a thousand tries an hour cost a machine that sells nothing else. */
const cost = 1000;
const rounds = { from: 1500, to: 4000 } as const;

const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      keySignature: z.string().optional(),
      expiresAt: z.number().optional(),
      data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    }),
    signature: z.string().max(200),
  }),
  solution: z.looseObject({ counter: z.number(), derivedKey: z.string() }),
});

/** A riddle for a visitor's browser, as JSON: signed, for this host alone, good for ten minutes (ALTCHA proof of work, version 2). */
export async function newRiddle(host: string): Promise<string> {
  const challenge = await createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost,
    counter: randomInt(rounds.from, rounds.to),
    data: { host },
    deriveKey,
    expiresAt: after(lifetimeMs),
    ...secrets(),
  });
  return JSON.stringify(challenge);
}

/** Whether this is the solution of a riddle that was given out for this host, in time, and was not used before. */
export async function isSolved(host: string, answer: string): Promise<boolean> {
  const parsed = payloadSchema.safeParse(readJson(answer));
  if (!parsed.success || parsed.data.challenge.parameters.data?.host !== host) return false;
  const { challenge, solution } = parsed.data;
  const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secrets() });
  return verified && (await isWithinLimit("riddle", challenge.signature));
}

function secrets(): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
  const secretFor = (purpose: string) => createHmac("sha256", env().NEXTAUTH_SECRET).update(purpose).digest("hex");
  return { hmacSignatureSecret: secretFor("riddle"), hmacKeySignatureSecret: secretFor("riddle-key") };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 5000));
  } catch {
    return null;
  }
}
