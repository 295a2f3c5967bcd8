import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { disconnect } from "@/lib/db/clients";
import { withPlatform } from "@/lib/db/transaction";
import { type StoppablePostgres, startStoppablePostgres } from "@/tests/factories/stoppable-postgres";
import { makeStore } from "@/tests/factories/store";
import { openPermissionList, permissions } from "./permission";
import { answerPermission } from "./permission-request";
import { readPermittedHosts } from "./permitted-hosts";
import { claimStates } from "./states";

let postgres: StoppablePostgres;
beforeAll(async () => {
  postgres = await startStoppablePostgres();
}, 120_000);
afterAll(async () => {
  await disconnect();
  await postgres.remove();
}, 60_000);

const ask = async (domain: string | null, headers: Record<string, string> = {}) => {
  const query = domain === null ? "" : `?domain=${encodeURIComponent(domain)}`;
  const request = new Request(`http://127.0.0.1:3000/api/domains/permission${query}`, {
    headers: { host: "127.0.0.1:3000", "x-forwarded-for": "127.0.0.1", ...headers },
  });
  return (await answerPermission(request)).status;
};

async function claim(storeId: string, host: string, state: string): Promise<void> {
  await withPlatform((tx) => tx.hostClaim.create({ data: { storeId, host, name: host, state, token: "t" } }));
}

test("a certificate may be had in three states of a claim, and in no other", async () => {
  const store = await makeStore();
  for (const state of claimStates) await claim(store.id, `${state.replaceAll("_", "-")}.com.br`, state);
  await permissions().refresh();
  const allowed: string[] = [];
  for (const state of claimStates) if ((await ask(`${state.replaceAll("_", "-")}.com.br`)) === 200) allowed.push(state);

  expect(allowed.toSorted()).toEqual(["active", "degraded", "issuing_tls"]);
});

test("temporary hosts of stores that are there may have one, also while they are suspended or not yet published", async () => {
  const hostOf = async (store: Parameters<typeof makeStore>[0]) => `${(await makeStore(store)).slug}.localhost`;

  expect(await ask(await hostOf({}))).toBe(200);
  expect(await ask(await hostOf({ isPublished: false }))).toBe(200);
  expect(await ask(await hostOf({ status: "suspended" }))).toBe(200);
  expect(await ask(await hostOf({ status: "closed" }))).toBe(404);
  expect(await ask(await hostOf({ status: "provisioning" }))).toBe(404);
  expect(await ask("nobody.localhost")).toBe(404);
});

test.each([null, "", "localhost", "127.0.0.1", "*.localhost", "a b", "x".repeat(400)])("nothing is allowed for %j", async (domain) => {
  expect(await ask(domain)).toBe(404);
});

test("only the machine itself is told", async () => {
  const host = `${(await makeStore()).slug}.localhost`;
  const strangers: Record<string, string>[] = [
    { host: "localhost:3000" },
    { host: "vitrine.example" },
    { host: "127.0.0.1.evil.example" },
    { "x-forwarded-for": "203.0.113.9" },
    { "x-forwarded-for": "127.0.0.1, 203.0.113.9" },
    { "x-forwarded-host": "vitrine.example" },
  ];

  expect(await ask(host)).toBe(200);
  expect(await ask(host, { host: "[::1]:3000", "x-forwarded-for": "::ffff:127.0.0.1" })).toBe(200);
  for (const headers of strangers) expect(await ask(host, headers)).toBe(404);
});

test("known names are still answered while Postgres is stopped, unknown ones refused, and new ones known when it is back", async () => {
  const store = await makeStore();
  await claim(store.id, "aberta-de-noite.com.br", "active");
  expect(await ask("aberta-de-noite.com.br")).toBe(200);

  await postgres.stop();
  await expect(withPlatform((tx) => tx.store.count())).rejects.toThrow();
  expect(await ask("aberta-de-noite.com.br")).toBe(200);
  expect(await ask("desconhecida.com.br")).toBe(404);
  expect(await ask("aberta-de-noite.com.br")).toBe(200);
  expect(await openPermissionList(readPermittedHosts).permissionFor("aberta-de-noite.com.br")).toBe("not_ready");

  await postgres.startAgain();
  await vi.waitFor(async () => claim(store.id, "da-volta.com.br", "issuing_tls"), { timeout: 30_000, interval: 500 });
  await vi.waitFor(async () => expect(await ask("da-volta.com.br")).toBe(200), { timeout: 30_000, interval: 500 });
}, 120_000);
