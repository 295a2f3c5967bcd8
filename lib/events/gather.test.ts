import { describe, expect, it } from "vitest";
import { gathered } from "./gather";

/** A batch runner that ends when told to, and remembers what it was given. */
function gate(most: number) {
  const batches: string[][] = [];
  let release = (): void => undefined;
  const run = gathered<string, string>(async (_key, items) => {
    batches.push([...items]);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return items.map((item) => item.toUpperCase());
  }, most);
  return { run, batches, release: () => release() };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("things that come at the same time", () => {
  it("are run together once what came before them is done, and each gets its own answer", async () => {
    const { run, batches, release } = gate(10);
    const answers = Promise.all(["a", "b", "c"].map((item) => run("key", item)));
    expect(batches).toEqual([["a"]]);
    release();
    await turn();
    expect(batches).toEqual([["a"], ["b", "c"]]);
    release();
    expect(await answers).toEqual(["A", "B", "C"]);
  });

  it("are run in as many batches as their bound asks for", async () => {
    const { run, batches, release } = gate(2);
    const answers = Promise.all(["a", "b", "c", "d"].map((item) => run("key", item)));
    for (let count = 0; count < 3; count++) {
      release();
      await turn();
    }
    expect(await answers).toEqual(["A", "B", "C", "D"]);
    expect(batches).toEqual([["a"], ["b", "c"], ["d"]]);
  });

  it("do not wait for another key's", async () => {
    const { run, batches } = gate(10);
    void run("one", "a");
    void run("two", "b");
    expect(batches).toEqual([["a"], ["b"]]);
  });
});

describe("a batch that fails", () => {
  it("is run one by one, so that only what fails alone fails", async () => {
    const tried: string[][] = [];
    const run = gathered<string, string>(async (_key, items) => {
      tried.push([...items]);
      if (items.includes("bad")) throw new Error("bad");
      return [...items];
    }, 10);
    const settled = await Promise.allSettled(["a", "b", "bad", "c"].map((item) => run("key", item)));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(tried).toEqual([["a"], ["b", "bad", "c"], ["b"], ["bad"], ["c"]]);
  });

  it("leaves the key usable", async () => {
    const run = gathered<string, string>(async (_key, [item = ""]) => {
      if (item === "bad") throw new Error("bad");
      return [item];
    }, 1);
    await expect(run("key", "bad")).rejects.toThrow("bad");
    expect(await run("key", "good")).toBe("good");
  });
});
