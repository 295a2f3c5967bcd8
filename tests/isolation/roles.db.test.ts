import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { withDatabase } from "@/local/database/roles";
import { asSuperuser } from "@/tests/setup/databases";

const given = { DATABASE_URL: process.env.DATABASE_URL ?? "", PLATFORM_DATABASE_URL: process.env.PLATFORM_DATABASE_URL ?? "" };
const owner = process.env.MIGRATION_DATABASE_URL ?? "";
const database = new URL(given.DATABASE_URL).pathname.slice(1);
const superuser = withDatabase(inject("server").adminUrl, database);

/** What the boot check says of a process with these addresses. */
async function check(addresses: Partial<typeof given> = {}): Promise<void> {
  for (const [key, value] of Object.entries({ ...given, ...addresses })) vi.stubEnv(key, value);
  vi.resetModules();
  const { requireSafeRoles } = await import("@/lib/db/roles-check");
  const { disconnect } = await import("@/lib/db/clients");
  try {
    await requireSafeRoles();
  } finally {
    await disconnect();
  }
}

afterEach(() => vi.unstubAllEnvs());

describe("a process boots", () => {
  it("with the two runtime roles", async () => {
    await expect(check()).resolves.toBeUndefined();
  });

  it.each([
    ["the owner of the tables", { DATABASE_URL: owner }, "vitrine_owner"],
    ["the owner across stores", { PLATFORM_DATABASE_URL: owner }, "vitrine_owner"],
    ["a superuser", { DATABASE_URL: superuser }, "could see past the walls"],
  ])("never as %s", async (_who, addresses, sentence) => {
    await expect(check(addresses)).rejects.toThrow(sentence);
  });

  it.each([
    ["is exempt from row-level security", "BYPASSRLS"],
    ["belongs to the owner's role", "IN ROLE vitrine_owner"],
  ])("never with a role that %s", async (_what, option) => {
    const role = `vitrine_test_${randomBytes(4).toString("hex")}`;
    await asSuperuser(superuser, `CREATE ROLE ${role} LOGIN PASSWORD 'x' ${option}`, `GRANT CONNECT ON DATABASE "${database}" TO ${role}`);
    const address = new URL(given.DATABASE_URL);
    [address.username, address.password] = [role, "x"];
    await expect(check({ DATABASE_URL: address.href })).rejects.toThrow(role);
    await asSuperuser(superuser, `DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
  });
});
