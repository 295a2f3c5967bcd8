import path from "node:path";
import type { Plugin } from "vitest/config";
import { type Mutant, mutants } from "./guards";
import { asOwner } from "./owner";

export function findMutant(name: string): Mutant | null {
  if (name === "") return null;
  const mutant = mutants.find((one) => one.name === name);
  if (!mutant) throw new Error(`there is no mutant ${name}`);
  return mutant;
}

/** Changes the source as it is loaded. A patch that finds nothing, or more than one place, is an error: the guard has moved. */
export function mutate({ patches }: Mutant, root: string): Plugin {
  return {
    name: "money-mutant",
    enforce: "pre",
    transform(code, id) {
      const mine = patches.filter(({ file }) => id.split("?")[0] === path.join(root, file));
      if (mine.length === 0) return null;
      return mine.reduce((changed, { file, find, replace }) => {
        const parts = changed.split(find);
        if (parts.length !== 2) throw new Error(`${file}: the guard was found ${parts.length - 1} times`);
        return parts.join(replace);
      }, code);
    },
  };
}

/** Takes the guard's part in the database away, in the database of this test alone. */
export async function weaken(name: string): Promise<void> {
  const mutant = findMutant(name);
  if (!mutant) return;
  await asOwner(...mutant.statements);
}
