import path from "node:path";
import { defineConfig } from "vitest/config";
import { findMutant, mutate } from "./mutants";

const root = path.resolve(import.meta.dirname, "../..");
const mutant = findMutant(process.env.MONEY_MUTANT ?? "");

export default defineConfig({
  root,
  plugins: mutant ? [mutate(mutant, root)] : [],
  resolve: { alias: { "@": root, "server-only": path.resolve(root, "node_modules/server-only/empty.js") } },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    name: "money",
    pool: "forks",
    include: ["tests/money/run.money.ts"],
    globalSetup: "tests/setup/postgres.ts",
    setupFiles: ["tests/setup/environment.ts", "tests/setup/own-database.ts"],
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
