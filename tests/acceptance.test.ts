import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const project = path.resolve(import.meta.dirname, "..");
const text = readFileSync(path.join(project, "docs/acceptance.md"), "utf8");
/** The list that the table answers to lies beside the repository, where there is one. */
const list = path.resolve(project, "../shared/ACCEPTANCE.md");

type Row = { id: string; state: string; shownBy: string; missing: string };

/** The ids of a Markdown table's rows, in order. */
function idsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^\| ([A-Z]\d{2,3}) \|/gm)].map(([, id = ""]) => id);
}

function rowsIn(markdown: string): Row[] {
  return markdown
    .split("\n")
    .filter((line) => idsIn(line).length > 0)
    .map((line) => {
      const [, id = "", , state = "", shownBy = "", missing = ""] = line.split("|").map((cell) => cell.trim());
      return { id, state, shownBy, missing };
    });
}

function testsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);
}

/** How many rows each letter has: the list is numbered without gaps. */
const sizes = { P: 24, S: 33, Y: 32, O: 13, A: 37, T: 10, Q: 12, H: 25, C: 12, I: 8, X: 18, B: 151 };
const expected = Object.entries(sizes).flatMap(([letter, size]) =>
  Array.from({ length: size }, (_, index) => `${letter}${String(index + 1).padStart(letter === "B" ? 3 : 2, "0")}`),
);
const rows = rowsIn(text);

describe("the table of what is done", () => {
  it("has one row for every id, and no other", () => {
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it.runIf(existsSync(list))("has the ids of the list that it answers to, in the same order", () => {
    expect(rows.map(({ id }) => id)).toEqual(idsIn(readFileSync(list, "utf8")));
  });

  it("knows three states, and counts them rightly at its head", () => {
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    expect(count("done") + count("partly") + count("not yet")).toBe(rows.length);
    expect(text).toContain(`\n${count("done")} done, ${count("partly")} partly, ${count("not yet")} not yet.\n`);
  });

  it("names tests alone, and only those that exist", () => {
    const named = [...new Set(rows.flatMap(({ shownBy }) => testsIn(shownBy)))];
    expect(named.filter((file) => !/\.(test|spec)\.tsx?$/.test(file))).toEqual([]);
    expect(named.filter((file) => !existsSync(path.join(project, file)))).toEqual([]);
  });

  it("names a test for all that is done, and what is missing for all that is not", () => {
    expect(rows.filter(({ state, shownBy }) => state === "done" && testsIn(shownBy).length === 0)).toEqual([]);
    expect(rows.filter(({ state, missing }) => (state === "done") !== (missing === ""))).toEqual([]);
  });
});
