import path from "node:path";
import { defineConfig } from "vitest/config";

const nowhere = ["**/node_modules/**", ".next/**", ".data/**", "tests/e2e/**"];
const environment = "tests/setup/environment.ts";
const postgres = { globalSetup: "tests/setup/postgres.ts", setupFiles: [environment, "tests/setup/own-database.ts"] };

export default defineConfig({
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname),
      // Outside of Next the marker has nothing to guard, and its only effect is to throw.
      "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    // Ceilings for a loaded machine: nothing is measured by them, and what never comes is still found.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...nowhere, "**/*.db.test.ts", "**/*.contract.test.ts"],
          setupFiles: [environment],
        },
      },
      {
        extends: true,
        test: { name: "db", include: ["**/*.db.test.ts"], exclude: nowhere, testTimeout: 90_000, hookTimeout: 120_000, ...postgres },
      },
      {
        extends: true,
        test: {
          name: "contract",
          include: ["tests/contract/**/*.contract.test.ts"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          ...postgres,
        },
      },
    ],
  },
});
