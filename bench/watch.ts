import { Problem } from "@/local/problem";
import { ask, type Storefront } from "./storefront";

const pauseMs = 20;
const patienceMs = 30_000;

/** Asks for a path until its answer holds a word; the milliseconds since `startedAt` when the answer was read whole. */
export async function watchFor(
  storefront: Storefront,
  path: string,
  { word, startedAt }: { word: string; startedAt: number },
): Promise<number> {
  while (performance.now() - startedAt < patienceMs) {
    const { status, body } = await ask(storefront, path);
    if (status === 200 && body.includes(word)) return performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Problem(
    `An edit was not on ${path} of ${storefront.host} after ${patienceMs / 1000} s: does the queue reach ${storefront.platform}?`,
  );
}
