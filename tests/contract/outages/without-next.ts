// What Next lends to a route while it answers. A test that serves routes by itself has none of it, and puts this in its place.

/** Runs the work beside the answer. What it throws ends with it, as in Next. */
export function after(work: () => Promise<unknown>): void {
  work().catch(() => undefined);
}

/** A request is there: nothing to wait for. */
export async function connection(): Promise<void> {}
