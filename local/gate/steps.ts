import path from "node:path";
import { findCaddy } from "@/local/gate/caddy";
import { findChromium } from "@/local/gate/chromium";
import { type Outcome, outcomeOfCheck, outcomeOfPlaywright, outcomeOfVitest } from "@/local/gate/outcome";
import { startTestStack } from "@/local/gate/test-stack";
import { startTlsStack } from "@/local/gate/tls-stack";
import { runTool } from "@/local/gate/tool";

export interface GateStep {
  /** The word that `npm test -- <name>` takes. */
  name: string;
  title: string;
  run(gate: Gate): Promise<Outcome>;
}

/** What the steps share. */
export interface Gate {
  /** A folder that is gone when the gate is. */
  folder: string;
  /** The superuser of a throw-away Postgres. */
  postgresUrl(): Promise<string>;
  /** The port that the production build is made for. */
  appPort(): Promise<number>;
  /** Called, the last one first, when the gate ends. */
  atEnd(close: () => Promise<void>): void;
}

const cruise = "dependency-cruiser/bin/dependency-cruise.mjs";

/** Everything that must hold before a change is kept, from the quickest to the slowest. */
export const gateSteps: readonly GateStep[] = [
  { name: "lint", title: "Format and lint", run: async () => outcomeOfCheck(await runTool("@biomejs/biome/bin/biome", ["check", "."])) },
  { name: "types", title: "Types", run: async () => outcomeOfCheck(await runTool("typescript/bin/tsc", ["--noEmit"])) },
  { name: "architecture", title: "Directions between parts", run: checkArchitecture },
  { name: "unit", title: "Unit tests", run: (gate) => runVitest("unit", gate, {}) },
  { name: "db", title: "Database tests", run: async (gate) => runVitest("db", gate, { TEST_POSTGRES_URL: await gate.postgresUrl() }) },
  {
    name: "contract",
    title: "Contract tests",
    run: async (gate) => runVitest("contract", gate, { TEST_POSTGRES_URL: await gate.postgresUrl() }),
  },
  { name: "e2e", title: "Journeys in a browser, on the production build", run: runJourneys },
  { name: "tls", title: "A domain of one's own behind a real Caddy", run: runTlsJourneys },
];

async function checkArchitecture(): Promise<Outcome> {
  const written = await runTool(cruise, [
    "--config",
    ".dependency-cruiser.cjs",
    "app",
    "components",
    "lib",
    "middleware.ts",
    "instrumentation.ts",
  ]);
  const running = await runTool(cruise, ["--config", ".dependency-cruiser.runtime.cjs", "app", "components", "lib"]);
  return outcomeOfCheck({ isOk: written.isOk && running.isOk, output: written.output + running.output });
}

async function runVitest(project: string, { folder }: Gate, environment: Record<string, string>): Promise<Outcome> {
  const report = path.join(folder, `${project}.json`);
  const words = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return outcomeOfVitest(await runTool("vitest/vitest.mjs", words, environment), report);
}

async function runJourneys({ folder, atEnd, appPort }: Gate): Promise<Outcome> {
  const chromium = await findChromium();
  const stack = await startTestStack({ folder, atEnd, app: await appPort() });
  const report = path.join(folder, "e2e.json");
  const ran = await runTool("@playwright/test/cli.js", ["test"], {
    ...stack,
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return outcomeOfPlaywright(ran, report);
}

async function runTlsJourneys({ folder, atEnd, appPort }: Gate): Promise<Outcome> {
  const caddy = await findCaddy();
  if (!caddy) {
    const output = "Skipped: no Caddy was found, and only root can install one here. Install it (apt install caddy) or set CADDY_PATH.";
    return { passed: 0, failed: 0, skipped: 1, output };
  }
  const chromium = await findChromium();
  const stack = await startTlsStack({ caddy, folder, atEnd, builtFor: `http://localhost:${await appPort()}` });
  const report = path.join(folder, "tls.json");
  const ran = await runTool("@playwright/test/cli.js", ["test", "--config", "tests/tls/playwright.config.ts"], {
    ...stack,
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return outcomeOfPlaywright(ran, report);
}
