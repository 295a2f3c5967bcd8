import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { Problem } from "@/local/problem";
import { startBareServer } from "./bare";

const body = JSON.stringify({ eventId: "0".repeat(36), name: "product.changed", storeId: "0".repeat(36), payload: { version: 1 } });
const answer = { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from('{"outcome":"done"}') };

/**
 * The least that delivering costs on this machine now: so many posts at a stated pace to a bare server, over connections that stay
 * open, without signature, queue or database. Answers how long each took, in milliseconds.
 */
export async function measureBarePosts({ total, perSecond }: { total: number; perSecond: number }): Promise<number[]> {
  const bare = await startBareServer(answer);
  try {
    const startedAt = performance.now();
    const posts: Promise<number>[] = [];
    for (let count = 0; count < total; count += 1) {
      posts.push(post(bare.url));
      await pause(Math.max(0, startedAt + ((count + 1) * 1000) / perSecond - performance.now()));
    }
    return await Promise.all(posts);
  } finally {
    await bare.stop();
  }
}

async function post(url: string): Promise<number> {
  const startedAt = performance.now();
  const { statusCode, body: answered } = await request(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  await answered.dump();
  if (statusCode !== 200) throw new Problem(`A bare server answered ${statusCode}: nothing to compare.`);
  return performance.now() - startedAt;
}
