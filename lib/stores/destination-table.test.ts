import { describe, expect, it } from "vitest";
import type { Destination } from "./destination";
import { DestinationTable } from "./destination-table";

const here: Destination = { kind: "here" };
const moved: Destination = { kind: "moved", to: "loja.com.br" };

/** A table with a clock and an application that can be told what to say. */
function setUp(first: Destination | Error) {
  const world = { says: first, asked: 0, time: 1_000_000 };
  const ask = async () => {
    world.asked++;
    if (world.says instanceof Error) throw world.says;
    return world.says;
  };
  return {
    world,
    table: new DestinationTable({ ask, now: () => world.time, freshMs: 3000, staleMs: 60_000, patienceMs: 5000, maxHosts: 3 }),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("where a host leads, from memory", () => {
  it("is asked once for many visitors", async () => {
    const { world, table } = setUp(moved);
    const answers = await Promise.all(Array.from({ length: 20 }, () => table.of("a.localhost")));
    expect(new Set(answers)).toEqual(new Set([moved]));
    expect(world.asked).toBe(1);
  });

  it("is asked again behind the visitor's back, who does not wait", async () => {
    const { world, table } = setUp(here);
    await table.of("a.localhost");
    world.says = moved;
    world.time += 4000;
    expect(await table.of("a.localhost")).toEqual(here);
    await settled();
    expect(await table.of("a.localhost")).toEqual(moved);
  });

  it("keeps the last good answer while nobody can be asked", async () => {
    const { world, table } = setUp(moved);
    await table.of("a.localhost");
    world.says = new Error("down");
    world.time += 500_000;
    expect(await table.of("a.localhost")).toEqual(moved);
  });

  it("lets the page decide about a host that was never heard of while nobody can be asked", async () => {
    expect(await setUp(new Error("down")).table.of("a.localhost")).toEqual(here);
  });

  it("remembers no more hosts than it may", async () => {
    const { world, table } = setUp(here);
    for (const host of ["a", "b", "c", "d"]) await table.of(host);
    await table.of("d");
    expect(world.asked).toBe(4);
    await table.of("a");
    expect(world.asked).toBe(5);
  });
});
