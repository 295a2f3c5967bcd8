import type { Context } from "@/local/pagarme/emit";
import type { Reply } from "@/local/pagarme/reply";
import { claimKey, noteReuse, storeReply } from "@/local/sandbox/idempotency";

const LIFE_HOURS = 24;

export type KeyedRequest = { key: string | undefined; operation: string; fingerprint: string };

/**
 * Performs a request once per key and account within 24 hours of the sandbox clock; a repetition gets the stored first
 * outcome, whatever it was and whatever the repetition asks for. One that asks for something else is noted. Without a key it simply
 * performs.
 */
export async function once(context: Context, { key, ...asked }: KeyedRequest, perform: () => Promise<Reply>): Promise<Reply> {
  if (!key) return perform();

  const claim = { scope: context.account.id, key, ...asked };
  await forgetOldKey(context, key);
  const claimed = await claimKey(context.session, claim);
  if (claimed.state === "reused") await noteReuse(context.session, claim);
  if (claimed.state !== "new") return claimed.reply;

  await dateKey(context, key);
  const reply = await perform();
  await storeReply(context.session, claim, reply);
  return reply;
}

async function forgetOldKey({ session, account, now }: Context, key: string): Promise<void> {
  const text = `DELETE FROM {schema}.idempotency_keys WHERE scope = $1 AND key = $2 AND created_at <= $3::timestamptz - $4 * interval '1 hour'`;
  await session.query(text, [account.id, key, now, LIFE_HOURS]);
}

/** The key's age is measured by the sandbox clock, not by the machine's. */
async function dateKey({ session, account, now }: Context, key: string): Promise<void> {
  await session.query("UPDATE {schema}.idempotency_keys SET created_at = $3 WHERE scope = $1 AND key = $2", [account.id, key, now]);
}
