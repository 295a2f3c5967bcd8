const MachineDate = Date;
let offsetMs = 0;

/** The machine's time and what was added to it; times made before and after a jump are both dates. */
class ShiftedDate extends MachineDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(MachineDate.now() + offsetMs);
    // The constructor's overloads are the machine's: whatever it takes is passed on.
    else super(...(parts as [number]));
  }

  static override now(): number {
    return MachineDate.now() + offsetMs;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === "[object Date]";
  }
}

/**
 * From now on the process, application and sandboxes alike, lives `ms` later than before: deadlines of days come without waiting.
 * The database keeps the machine's time; what the protocol decides by is asked of the application's.
 */
export function skipTime(ms: number): void {
  offsetMs += ms;
  globalThis.Date = ShiftedDate as DateConstructor;
}

export function skippedMs(): number {
  return offsetMs;
}

export function restoreTime(): void {
  offsetMs = 0;
  globalThis.Date = MachineDate;
}
