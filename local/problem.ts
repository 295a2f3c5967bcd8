/** Something the person at the terminal can act on. Its message is one clear sentence; it is printed without a stack. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** The message of anything thrown, for use inside a sentence. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Runs a command line's main function: a {@link Problem} ends with its sentence and status 1, anything else with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (thrown) {
    console.error(thrown instanceof Problem ? `\n  ${thrown.message}\n` : thrown);
    process.exitCode = 1;
  }
}
