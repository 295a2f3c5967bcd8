/** A key for something that was just added. Made in event handlers only: the first render must be the same everywhere. */
export function newKey(): string {
  return crypto.randomUUID();
}
