const isTerminal = process.stdout.isTTY ?? false;

/** A duration as a person would say it. */
export function say(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Runs one step, shows that it is under way and how long it took. In a terminal the line counts the seconds. */
export async function step<Value>(title: string, work: () => Promise<Value>): Promise<Value> {
  const started = performance.now();
  const show = () => process.stdout.write(`\r  · ${title} … ${say(performance.now() - started)}\x1b[K`);
  const ticker = isTerminal ? setInterval(show, 500) : null;
  if (!isTerminal) console.log(`  · ${title} …`);
  const finish = (mark: string) => {
    if (ticker) clearInterval(ticker);
    console.log(`${isTerminal ? "\r\x1b[K" : ""}  ${mark} ${title} (${say(performance.now() - started)})`);
  };
  try {
    const value = await work();
    finish("✓");
    return value;
  } catch (thrown) {
    finish("✗");
    throw thrown;
  }
}

/** Prints names and values as two aligned columns. */
export function printTable(rows: readonly (readonly [name: string, value: string])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}   ${value}`);
}
