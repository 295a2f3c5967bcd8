import { defineConfig, devices } from "@playwright/test";

const isRoot = process.getuid?.() === 0;
const quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** The journeys behind a real Caddy: `npm test -- tls` starts what they need. Every name leads to this machine; of certificates, only Caddy's own are trusted. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results/tls",
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        ...quiet,
        ...(isRoot ? ["--no-sandbox"] : []),
        "--host-resolver-rules=MAP * 127.0.0.1",
        "--disable-quic",
        `--ignore-certificate-errors-spki-list=${process.env.TLS_SIGNER_KEY_HASH ?? ""}`,
      ],
    },
  },
});
