import { parseSealKeys, type SealKeys } from "@/lib/core/seal";
import { env } from "@/lib/env";

let keys: SealKeys | undefined;

/** The keys that seal secrets in the database, from the environment. */
export function sealKeys(): SealKeys {
  keys ??= parseSealKeys(env().ENCRYPTION_KEYS);
  return keys;
}
