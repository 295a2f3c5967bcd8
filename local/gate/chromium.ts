import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { projectFolder } from "@/local/installation";
import { Problem } from "@/local/problem";

const run = promisify(execFile);
const installTimeoutMs = 300_000;

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Finds a Chromium for the journeys, or installs one: by the system's packages where that is allowed, else Playwright's own. */
export async function findChromium(): Promise<string> {
  const present = await findPresent();
  if (present) return present;
  const attempts = [...(process.getuid?.() === 0 ? [installByApt] : []), installByPlaywright];
  for (const attempt of attempts) {
    await attempt().catch(() => undefined);
    const installed = await findPresent();
    if (installed) return installed;
  }
  throw new Problem("No Chromium was found or could be installed: install one and set CHROMIUM_PATH to it.");
}

async function findPresent(): Promise<string | null> {
  const candidates = [...(process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []), ...usualPlaces, chromium.executablePath()].filter(
    (file) => file !== undefined && file !== "",
  );
  for (const file of candidates) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return null;
}

async function installByApt(): Promise<void> {
  const options = { timeout: installTimeoutMs, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  await run("apt-get", ["update", "-qq"], options);
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"], options);
}

async function installByPlaywright(): Promise<void> {
  const command = path.join(projectFolder, "node_modules/@playwright/test/cli.js");
  await run(process.execPath, [command, "install", "chromium"], { timeout: installTimeoutMs });
}
