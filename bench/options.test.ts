import { describe, expect, it } from "vitest";
import { readOptions } from "./options";

describe("what to measure", () => {
  it("is the local installation and its first demo store, unless said", () => {
    expect(readOptions([])).toMatchObject({ platform: "http://localhost:3000", host: "aurora.localhost", rounds: 5, edits: 20 });
  });

  it("is the address and the numbers that were given", () => {
    const words = ["http://localhost:3100", "--host", "harbor.localhost", "--seconds", "2"];
    expect(readOptions(words)).toMatchObject({ platform: "http://localhost:3100", host: "harbor.localhost", seconds: 2 });
  });

  it.each([
    [["--seconds", "11"], '"seconds"'],
    [["--rounds", "many"], '"rounds"'],
    [["--host", "a b"], '"host"'],
    [["ftp://localhost"], '"platform"'],
    [["http://one", "http://two"], "Only one address"],
    [["--faster"], "--faster"],
  ])("refuses %j in a sentence", (words, part) => {
    expect(() => readOptions(words)).toThrow(part);
  });
});
