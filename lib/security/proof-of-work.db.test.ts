import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { expect, it } from "vitest";
import { isSolved, newRiddle } from "./proof-of-work";

/** What a browser does with a riddle, by the same solver. */
async function solve(riddle: string): Promise<string> {
  const challenge = JSON.parse(riddle);
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
}

it("lets the solution of a riddle pass once", async () => {
  const answer = await solve(await newRiddle("aurora.localhost"));
  expect(await isSolved("aurora.localhost", answer)).toBe(true);
  expect(await isSolved("aurora.localhost", answer)).toBe(false);
});

it("takes no solution that was worked out for another host", async () => {
  const answer = await solve(await newRiddle("aurora.localhost"));
  expect(await isSolved("harbor.localhost", answer)).toBe(false);
});

it("takes no riddle that somebody made easier, longer-lived, or answered without working", async () => {
  const riddle = JSON.parse(await newRiddle("aurora.localhost"));
  const solved = JSON.parse(await solve(JSON.stringify(riddle)));
  const { keySignature: _, ...parameters } = riddle.parameters;
  const easier = { ...riddle, parameters: { ...parameters, cost: 1, keyPrefix: "00" } };
  const longer = { ...solved.challenge, parameters: { ...riddle.parameters, expiresAt: riddle.parameters.expiresAt + 86_400 } };
  const guessed = { challenge: riddle, solution: { ...solved.solution, counter: 1, derivedKey: "00".repeat(32) } };
  expect(await isSolved("aurora.localhost", await solve(JSON.stringify(easier)))).toBe(false);
  expect(await isSolved("aurora.localhost", JSON.stringify({ ...solved, challenge: longer }))).toBe(false);
  expect(await isSolved("aurora.localhost", JSON.stringify(guessed))).toBe(false);
  for (const nothing of ["", "{}", "null", "[1]", "{"]) expect(await isSolved("aurora.localhost", nothing)).toBe(false);
});
