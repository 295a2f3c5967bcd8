/** Runs the work once the answer is on its way, as Next does. What fails then fails alone: the sweep does it again. */
export function after(work: () => unknown): void {
  setImmediate(async () => {
    try {
      await work();
    } catch (error) {
      console.error("after the answer:", error instanceof Error ? error.message : error);
    }
  });
}
