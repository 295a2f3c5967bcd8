/** The signal of one piece of work. `release` must be called when the work has ended, however it ended. */
export type Deadline = { signal: AbortSignal; release(): void };

/**
 * A signal that aborts with a `TimeoutError` after `timeoutMs`, or when `closing` does. Once released neither the clock nor `closing`
 * knows of it. `AbortSignal.any` promises no such thing: a signal that outlives many works remembers what was made of it for each.
 */
export function openDeadline(timeoutMs: number, closing: AbortSignal): Deadline {
  const controller = new AbortController();
  const close = (): void => controller.abort(closing.reason);
  const timer = setTimeout(() => controller.abort(new DOMException("The time is up.", "TimeoutError")), timeoutMs);
  closing.addEventListener("abort", close);
  if (closing.aborted) close();
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      closing.removeEventListener("abort", close);
    },
  };
}
