import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mutants } from "./guards";

const root = path.resolve(import.meta.dirname, "../..");

describe("a guard that a money run takes away", () => {
  it.each(mutants.flatMap(({ name, patches }) => patches.map((patch) => ({ name, ...patch }))))(
    "stands once where it is looked for: $name in $file",
    ({ file, find }) => {
      expect(readFileSync(path.join(root, file), "utf8").split(find)).toHaveLength(2);
    },
  );
});
