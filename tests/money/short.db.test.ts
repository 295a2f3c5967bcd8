import "./next-outside-of-next";
import { expect, it } from "vitest";
import { simulate } from "./simulate";

/** The staged faults that need no days to pass; `npm run test:money` stages all of them. */
const quick = [
  "last two units",
  "double click",
  "back button",
  "last use of a coupon",
  "ten times",
  "ten askers",
  "a smaller amount",
  "3-D Secure",
  "three clicks at once",
  "racing partial",
  "last moment",
  "transactions that collide",
  "the index answers with errors",
];

it("a town of four stores keeps its books in order, whatever goes wrong", { timeout: 600_000 }, async () => {
  const { orders, kills, drills, troubles } = await simulate({ seed: 4, visits: 6, killRounds: 0, only: quick });

  expect(troubles).toEqual([]);
  expect(kills).toBe(0);
  expect(drills.length).toBeGreaterThan(8);
  expect(orders).toBeGreaterThan(8);
});
