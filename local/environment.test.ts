import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { classifyHost } from "@/lib/stores/hosts";
import { assembleEnvironment, chooseStandIns } from "@/local/environment";
import type { Installation } from "@/local/installation";
import { keepSecrets } from "@/local/secrets";

const databases = { app: "a", platform: "p", migration: "m", local: "l" };
const installation = (given: Record<string, string>): Installation => ({
  given,
  dataFolder: "/nowhere",
  ports: { app: 3000, local: 4400, queue: 4410, smtp: 4425, postgres: null },
});

async function environmentOf(given: Record<string, string>): Promise<Record<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), "vitrine-secrets-"));
  try {
    return assembleEnvironment({ installation: installation(given), secrets: await keepSecrets(folder), databases });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("where the local queue delivers", () => {
  it.each(["", "http://localhost:3000", "https://vitrine.example", "https://localhost:8443"])(
    "is no store's host when the platform is at %j",
    async (platform) => {
      const {
        EVENTS_URL = "",
        QUEUE_ALLOWED_DESTINATIONS,
        PLATFORM_URL = "",
      } = await environmentOf(platform ? { PLATFORM_URL: platform } : {});

      expect(["platform", "machine"]).toContain(classifyHost(new URL(EVENTS_URL).host, PLATFORM_URL).kind);
      expect(QUEUE_ALLOWED_DESTINATIONS).toBe(EVENTS_URL);
    },
  );
});

describe("who plays the outside services", () => {
  it("is ourselves for everything without an account", () => {
    expect(Object.values(chooseStandIns(installation({}))).every(Boolean)).toBe(true);
  });

  it("is Vercel itself as soon as there is a token, and nobody for a platform that others reach", () => {
    expect(chooseStandIns(installation({ VERCEL_TOKEN: "token" })).vercel).toBe(false);
    expect(chooseStandIns(installation({ PLATFORM_URL: "https://vitrine.example" })).vercel).toBe(false);
  });

  it("leaves what belongs to a stand-in out where the real service is used", async () => {
    expect(await environmentOf({ VERCEL_TOKEN: "token", STRIPE_SECRET_KEY: "sk_live_x" })).not.toMatchObject({
      VERCEL_API_BASE: expect.anything(),
    });
    expect((await environmentOf({})).VERCEL_API_BASE).toBe("http://localhost:4400/vercel");
  });
});
