/** Asks for names in batches: which of these are there? */
export type ReadAmong = (names: readonly string[]) => Promise<readonly string[]>;

/**
 * Answers many questions with few queries: those that come while a query runs wait for the next one, so that never more than one
 * runs. Answers null when already `mostWaiting` names wait. Throws what `read` throws to all who wait for that query.
 */
export function askTogether(read: ReadAmong, mostWaiting: number): (name: string) => Promise<boolean> | null {
  let waiting = new Set<string>();
  let next: Promise<ReadonlySet<string>> | null = null;
  let running: Promise<unknown> = Promise.resolve();

  const readNext = async (before: Promise<unknown>): Promise<ReadonlySet<string>> => {
    await before;
    const names = [...waiting];
    waiting = new Set();
    next = null;
    return new Set(await read(names));
  };
  return (name) => {
    if (waiting.size >= mostWaiting) return null;
    waiting.add(name);
    if (next === null) {
      next = readNext(running);
      running = next.catch(() => undefined);
    }
    return next.then((found) => found.has(name));
  };
}
