import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { clients } from "@/lib/db/clients";

/** Points per seconds for each act; the key adds whom it counts for (address, e-mail, host). */
const limits = {
  signIn: { points: 10, seconds: 300 },
  secondFactor: { points: 8, seconds: 600 },
  /** A one-time code is taken once; it is good for 90 seconds at most. */
  codeUse: { points: 1, seconds: 120 },
  signUp: { points: 20, seconds: 3600 },
  passwordReset: { points: 5, seconds: 3600 },
  slugCheck: { points: 60, seconds: 60 },
  placeOrder: { points: 20, seconds: 600 },
  pay: { points: 10, seconds: 600 },
  refusedAtAddress: { points: 3, seconds: 3600 },
  refusedForOrder: { points: 3, seconds: 86_400 },
  refusedAtHost: { points: 30, seconds: 600 },
  refusedCard: { points: 6, seconds: 3600 },
  pageOpened: { points: 8, seconds: 3600 },
  pageOpenedAtHost: { points: 120, seconds: 600 },
  riddle: { points: 1, seconds: 900 },
  search: { points: 120, seconds: 60 },
  notice: { points: 600, seconds: 60 },
  upload: { points: 200, seconds: 600 },
  storePreview: { points: 20, seconds: 600 },
} as const;

export type LimitedAct = keyof typeof limits;

/** Without a trusted proxy all callers look alike (`direct`): one bucket for all of them, so a wider one. */
const directFactor = 50;

/** An address is the whole key or its last part; an e-mail that holds the word gets no wider limit by it. */
function isDirect(key: string): boolean {
  return key === "direct" || key.endsWith(":direct");
}

const limiters = new Map<string, RateLimiterPrisma>();

function limiterOf(act: LimitedAct, isWide: boolean): RateLimiterPrisma {
  const name = isWide ? `${act}-direct` : act;
  const known = limiters.get(name);
  if (known) return known;
  const { points, seconds } = limits[act];
  const limiter = new RateLimiterPrisma({
    storeClient: clients().platform,
    tableName: "rateLimit",
    keyPrefix: name,
    points: isWide ? points * directFactor : points,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  limiters.set(name, limiter);
  return limiter;
}

/** Whether the tries counted so far have used up the limit; counts nothing itself. */
export async function isUsedUp(act: LimitedAct, key: string): Promise<boolean> {
  const isWide = isDirect(key);
  const counted = await limiterOf(act, isWide).get(key.slice(0, 200));
  return counted !== null && counted.consumedPoints >= limits[act].points * (isWide ? directFactor : 1);
}

/** Forgets the tries counted so far: whoever has proven who they are was not guessing. */
export async function forgive(act: LimitedAct, key: string): Promise<void> {
  await limiterOf(act, isDirect(key)).delete(key.slice(0, 200));
}

/** Counts one try and says whether it is within the limit. Counters are shared by all instances. Throws when the database is down. */
export async function isWithinLimit(act: LimitedAct, key: string): Promise<boolean> {
  try {
    await limiterOf(act, isDirect(key)).consume(key.slice(0, 200));
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}
