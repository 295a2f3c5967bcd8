/** An outcome the caller must handle. Bugs and outages are thrown, never returned. */
export type Result<Value, Code extends string> = { ok: true; value: Value } | { ok: false; code: Code };

export function ok(): { ok: true; value: undefined };
export function ok<Value>(value: Value): { ok: true; value: Value };
export function ok<Value>(value?: Value): { ok: true; value: Value | undefined } {
  return { ok: true, value };
}

export function fail<const Code extends string>(code: Code): { ok: false; code: Code } {
  return { ok: false, code };
}
