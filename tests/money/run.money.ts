import "./next-outside-of-next";
import { writeFile } from "node:fs/promises";
import { it } from "vitest";
import { weaken } from "./mutants";
import { simulate } from "./simulate";

const { MONEY_SEED, MONEY_VISITS, MONEY_KILLS, MONEY_MUTANT, MONEY_RESULT, MONEY_ONLY } = process.env;

it("plays a town and writes down what happened", async () => {
  await weaken(MONEY_MUTANT ?? "");
  const request = { seed: Number(MONEY_SEED ?? 1), visits: Number(MONEY_VISITS ?? 60), killRounds: Number(MONEY_KILLS ?? 1) };
  const result = await simulate({ ...request, ...(MONEY_ONLY ? { only: MONEY_ONLY.split("|") } : {}) });
  if (MONEY_RESULT) await writeFile(MONEY_RESULT, JSON.stringify(result, null, 2));
  else console.log(JSON.stringify(result, null, 2));
});
