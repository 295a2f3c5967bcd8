import { globSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { FormState } from "@/lib/core/form-state";
import { sessionCookieName } from "@/lib/identity/auth-options";
import { isAllowed, type Permission, roles } from "@/lib/identity/permissions";
import { openSession } from "@/lib/identity/sessions";
import { makeMember, makePerson } from "@/tests/factories/person";
import { makeStore } from "@/tests/factories/store";

const request = vi.hoisted(() => ({ cookies: new Map<string, string>() }));

// The framework's request, as far as an action asks for it; what it answers by throwing is told by its name.
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (request.cookies.has(name) ? { name, value: request.cookies.get(name) } : undefined) }),
  headers: async () => new Headers({ host: "localhost:3000" }),
}));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  notFound: () => {
    throw new Error("NOT FOUND");
  },
  redirect: (to: string) => {
    throw new Error(`REDIRECT ${to}`);
  },
}));

/**
 * What each screen's actions ask of a member, decided here and not read from them: an action that asks for less fails the matrix,
 * and so does one that nobody decided about.
 */
const asked: Record<string, Permission> = {
  "": "store:read",
  account: "store:read",
  billing: "billing:write",
  collections: "catalog:write",
  discounts: "settings:write",
  domains: "settings:write",
  events: "events:write",
  "events/search": "events:write",
  members: "members:write",
  "orders/[order]": "orders:write",
  payments: "payments:write",
  "payments/reconciliation": "payments:write",
  products: "catalog:write",
  "products/[product]/stock": "catalog:write",
  "products/import": "catalog:write",
  settings: "settings:write",
  "settings/pages/[page]": "settings:write",
  shipping: "settings:write",
  theme: "settings:write",
};

const project = path.resolve(import.meta.dirname, "../..");
const screens = globSync("app/admin/[[]store]/**/actions.ts", { cwd: project })
  .map((file) => path.dirname(path.relative("app/admin/[store]", file)))
  .map((folder) => (folder === "." ? "" : folder))
  .sort();

type Action = (storeSlug: string, previous: FormState | FormData, form: FormData) => Promise<unknown>;

async function actionsOf(screen: string): Promise<[name: string, action: Action][]> {
  const module: Record<string, Action> = await import(path.join(project, "app/admin/[store]", screen, "actions.ts"));
  return Object.entries(module);
}

/** What the action does at its door; an empty form goes no further than that. */
async function knock(action: Action, slug: string): Promise<string> {
  const idle: FormState = { status: "idle", errors: {}, values: {}, at: 0 };
  const isFormAlone = action.length === 2;
  try {
    await action(slug, isFormAlone ? new FormData() : idle, new FormData());
    return "in";
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

async function signedInAs(userId: string): Promise<void> {
  const sessionId = await openSession(userId, { userAgent: "test", address: "" });
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  request.cookies.set(sessionCookieName(), await encode({ token: { sid: sessionId }, secret }));
}

afterEach(() => request.cookies.clear());

it("somebody decided what the actions of each screen ask", () => {
  expect(screens).toEqual(Object.keys(asked).sort());
});

describe.each(Object.entries(asked))("the actions of the screen %j ask for %s", (screen, permission) => {
  const refused = roles.filter((role) => !isAllowed(role, permission));

  it.each(refused)("and are not there for the role %s", async (role) => {
    const store = await makeStore();
    await signedInAs((await makeMember(store, role)).userId);
    for (const [name, action] of await actionsOf(screen)) expect([name, await knock(action, store.slug)]).toEqual([name, "NOT FOUND"]);
  });

  it("and are not there for the owner of another store, whom their own store lets in", async () => {
    const [store, own] = [await makeStore(), await makeStore()];
    await signedInAs((await makeMember(own, "owner")).userId);
    for (const [name, action] of await actionsOf(screen)) expect([name, await knock(action, store.slug)]).toEqual([name, "NOT FOUND"]);
  });

  it("and lead somebody who is not signed in to the sign-in page", async () => {
    const store = await makeStore();
    for (const [name, action] of await actionsOf(screen)) {
      expect([name, await knock(action, store.slug)]).toEqual([name, `REDIRECT /login?next=${encodeURIComponent(`/admin/${store.slug}`)}`]);
    }
  });
});

describe("the roles", () => {
  it("an operator of the platform is no member of its stores", async () => {
    const store = await makeStore();
    await signedInAs((await makePerson({ isOperator: true })).userId);
    for (const [name, action] of await actionsOf("products")) expect([name, await knock(action, store.slug)]).toEqual([name, "NOT FOUND"]);
  });

  it("an owner may do everything, an admin everything but the plan, staff the goods and the orders", () => {
    const may = (role: (typeof roles)[number]) =>
      [...new Set(Object.values(asked))].filter((permission) => isAllowed(role, permission)).sort();
    expect(may("owner")).toEqual([...new Set(Object.values(asked))].sort());
    expect(may("owner").filter((permission) => !may("admin").includes(permission))).toEqual(["billing:write"]);
    expect(may("staff")).toEqual(["catalog:write", "orders:write", "store:read"]);
  });
});
