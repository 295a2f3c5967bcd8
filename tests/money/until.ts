const mostMs = 60_000;

/** Waits for what must come; throws when it does not within a minute. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const ends = performance.now() + mostMs;
  while (performance.now() < ends) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("what was waited for did not come");
}
