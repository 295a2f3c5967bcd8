import { parseArgs } from "node:util";
import { z } from "zod";
import { Problem } from "@/local/problem";

const count = (least: number, most: number, preset: number) => z.coerce.number().int().min(least).max(most).default(preset);

const schema = z.object({
  platform: z.url({ protocol: /^http$/ }).default("http://localhost:3000"),
  host: z
    .string()
    .regex(/^[a-z0-9.-]+$/)
    .default("aurora.localhost"),
  rounds: count(1, 20, 5),
  seconds: count(1, 10, 4),
  connections: count(1, 500, 10),
  edits: count(2, 200, 20),
});

export type Options = z.output<typeof schema>;

/**
 * Reads `[address of the platform] [--host aurora.localhost] [--rounds 5] [--seconds 4] [--connections 10] [--edits 20]`.
 * Throws a {@link Problem} that names the word it does not understand.
 */
export function readOptions(words: readonly string[]): Options {
  const option = { type: "string" } as const;
  const options = { host: option, rounds: option, seconds: option, connections: option, edits: option };
  const parsed = schema.safeParse(given([...words], options));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem(`"${String(issue?.path[0])}" is not understood: ${issue?.message}. See bench/README.md.`);
}

function given(words: string[], options: Record<string, { type: "string" }>): Record<string, unknown> {
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    if (positionals.length > 1) throw new Problem(`Only one address can be measured: ${positionals.join(", ")}.`);
    return { ...values, ...(positionals[0] ? { platform: positionals[0] } : {}) };
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new Problem(`${thrown.message.split(". ")[0]}. See bench/README.md.`, { cause: thrown });
    throw thrown;
  }
}
