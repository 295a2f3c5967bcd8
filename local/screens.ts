import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { disconnect } from "@/lib/db/clients";
import { joinInstallation } from "./join-installation";
import { Problem } from "./problem";
import { takeLanding } from "./screens/landing";
import { takeMoney } from "./screens/money";

/**
 * `npm run screens [-- landing | money] [--folder docs/screens]`: takes pictures from the installation that runs, found by `PORT` and
 * `DATA_FOLDER` as `npm start` finds them. `landing`: those of the landing page, which it holds itself. `money`: paying, a refund and
 * the comparison of books, into the folder. Both without a word. `CHROMIUM_PATH`: a Chromium to use instead of Playwright's own.
 */
const sets: Record<string, (browser: Browser, folder: string) => Promise<void>> = { landing: takeLanding, money: takeMoney };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { folder: { type: "string", default: "docs/screens" } },
    allowPositionals: true,
  });
  const wanted = positionals.length > 0 ? positionals : Object.keys(sets);
  const takes = wanted.map((name) => {
    const take = sets[name];
    if (!take) throw new Problem(`There are no pictures called ${name}: ${Object.keys(sets).join(", ")}.`);
    return take;
  });
  await joinInstallation(process.env.PLATFORM_URL ?? `http://localhost:${process.env.PORT ?? 3000}`);
  const isRoot = process.getuid?.() === 0;
  const executablePath = process.env.CHROMIUM_PATH;
  const browser = await chromium.launch({ args: isRoot ? ["--no-sandbox"] : [], ...(executablePath ? { executablePath } : {}) });
  try {
    for (const take of takes) await take(browser, values.folder);
  } finally {
    await browser.close();
  }
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  })
  .finally(disconnect);
