import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { applyPatch, mutants, type Patch, slowIndexing } from "./mutants";

const root = path.resolve(import.meta.dirname, "../..");

describe("the guards that the chaos suite takes away", () => {
  const all: [string, readonly Patch[]][] = [...Object.entries(mutants), ["slow indexing", slowIndexing]];

  it.each(all)("are still where they were: %s", (_, patches) => {
    for (const patch of patches) {
      const source = readFileSync(path.join(root, patch.file), "utf8");
      expect(applyPatch(source, patch)).not.toBe(source);
    }
  });

  it("are not taken away by a patch that fits nowhere, or twice", () => {
    const patch = { file: "x.ts", from: /guard/, to: "" };
    expect(() => applyPatch("nothing here", patch)).toThrow("fits 0 places");
    expect(() => applyPatch("guard, guard", patch)).toThrow("fits 2 places");
  });
});
