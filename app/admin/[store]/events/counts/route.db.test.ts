import { encode } from "next-auth/jwt";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getAll } from "@/app/operator/events/counts/route";
import { env } from "@/lib/env";
import { readLetterConsole } from "@/lib/events/letter-console";
import { discardDeadLetters } from "@/lib/events/resolve-letters";
import { sessionCookieName } from "@/lib/identity/auth-options";
import { openSession } from "@/lib/identity/sessions";
import type { StoreView } from "@/lib/stores/types";
import { letterOf } from "@/tests/factories/dead-letters";
import { type MadePerson, makeMember, makePerson } from "@/tests/factories/person";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { GET } from "./route";

const request = vi.hoisted(() => ({ cookies: new Map<string, string>() }));

// The framework's request, as far as a route asks for it; what it answers by throwing is told by its name.
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (request.cookies.has(name) ? { name, value: request.cookies.get(name) } : undefined) }),
  headers: async () => new Headers({ host: "localhost:3000" }),
}));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  notFound: () => {
    throw new Error("NOT FOUND");
  },
}));

let queue: TestQueue;
beforeAll(async () => {
  queue = await startQueue();
});
afterAll(() => queue.close());
afterEach(() => request.cookies.clear());

async function signIn({ userId }: MadePerson): Promise<void> {
  const sid = await openSession(userId, { userAgent: "test", address: "" });
  request.cookies.set(sessionCookieName(), await encode({ token: { sid }, secret: env().NEXTAUTH_SECRET }));
}

const ofStore = async ({ slug }: StoreView) =>
  (await GET(new Request("http://localhost:3000/"), { params: Promise.resolve({ store: slug }) })).text();
const ofAll = async (query = "") => (await getAll(new Request(`http://localhost:3000/operator/events/counts${query}`))).text();
const shownOf = async (storeId: string | null) => (await readLetterConsole({ storeId }, {})).shown;

describe("the live counts of the event consoles", () => {
  it("are what the merchant's page shows until a letter comes or goes, other stores' left aside", async () => {
    const [store, other] = [await makeStore(), await makeStore()];
    const owner = await makeMember(store, "owner");
    await signIn(owner);
    await letterOf(other);
    const empty = await shownOf(store.id);
    expect(await ofStore(store)).toBe(empty);
    const id = await letterOf(store);
    const one = await ofStore(store);
    expect(one).not.toBe(empty);
    expect(one).toBe(await shownOf(store.id));
    await discardDeadLetters({ id, storeId: store.id, actor: { id: owner.userId, kind: "member" } }, "known");
    expect(await ofStore(store)).not.toBe(one);
  });

  it("are of all stores for an operator, or of the one that is chosen", async () => {
    const store = await makeStore();
    await signIn(await makePerson({ isOperator: true }));
    await letterOf(store);
    expect([await ofAll(), await ofAll(`?store=${store.id}`)]).toEqual([await shownOf(null), await shownOf(store.id)]);
  });

  it("are not there for whoever may not see the console", async () => {
    const store = await makeStore();
    await signIn(await makeMember(store, "staff"));
    await expect(ofStore(store)).rejects.toThrow("NOT FOUND");
    await expect(ofAll()).rejects.toThrow("NOT FOUND");
  });
});
