import type { Clock } from "@/local/queue/clock";

/** A clock that stands still until it is moved. It starts at the real time, because signatures carry that. */
export class ManualClock implements Clock {
  private time = Date.now();
  private listener: () => Promise<void> = async () => {};

  now(): number {
    return this.time;
  }

  onJump(listener: () => Promise<void>): void {
    this.listener = listener;
  }

  /** Moves the clock and resolves when everything that became due has been woken. */
  async advance(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    await this.listener();
  }
}
