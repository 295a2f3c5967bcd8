/**
 * The server's sense of time, in unix milliseconds. A clock that can jump (a test's) calls the listener after each jump, so
 * that whatever became due is woken at once; the listener resolves when it is.
 */
export type Clock = { now(): number; onJump?(listener: () => Promise<void>): void };

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** How far the machine's clock is ahead of the server's, in milliseconds: the job library keeps to the former. */
export function aheadMs(clock: Clock): number {
  return Date.now() - clock.now();
}

/** The moment on the machine's clock at which `dueAt` of the server's clock is reached: what the job library is told. */
export function machineTime(clock: Clock, dueAt: number): Date {
  return new Date(Date.now() + Math.max(0, dueAt - clock.now()));
}
