/** Rows of one step, and how long the steps go on. */
export type Steps = { batch: number; budgetMs: number };

/** Repeats a step until it meets fewer rows than it may take, or the time is up: the next sweep goes on where it stopped. */
export async function inBatches({ batch, budgetMs }: Steps, step: () => Promise<number>): Promise<void> {
  const until = performance.now() + budgetMs;
  while ((await step()) >= batch) if (performance.now() > until) return;
}
