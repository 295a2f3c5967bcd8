import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type RouteKind, routes } from "./routes";

const project = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(project, file), "utf8");
const found = (pattern: string) =>
  globSync(pattern, { cwd: project, exclude: (name) => name === "node_modules" || name === "generated" }).sort();

/** What a route of a kind must ask before it answers. Pages do so themselves: a layout does not run again for each of its pages. */
const guards: Partial<Record<RouteKind, RegExp>> = {
  member: /await requireMember\(|await requireSignedIn\(/,
  operator: /await requireOperator\(/,
  storefront: /await (requireOpenStore|requireShopperContext|findEntrance|findDestination)\(/,
  queue: /await isSignedByQueue\(|return receiveDelivery\(/,
  webhook: /readStripeEvent\(|findAccountByNoticeKey\(/,
};

/** Routes whose guard stands in the part that they share with others, or that only lead on to one that has it. */
const guardedElsewhere: Record<string, string> = {
  "operator/page.tsx": "redirects to the list of stores",
  "store/[host]/(shop)/collections/[slug]/page.tsx": "asks through requireCollection in the part beside it",
  "store/[host]/(shop)/collections/[slug]/filtered/page.tsx": "asks through requireCollection in the part beside it",
};

const listed = Object.entries(routes).flatMap(([kind, files]) => files.map((file) => [file, kind] as const));

describe("the list of routes", () => {
  it("names every page and route there is, once, and no other", () => {
    const files = found("app/**/{page,route}.{ts,tsx}").map((file) => file.replace(/^app\//, ""));
    expect(listed.map(([file]) => file).sort()).toEqual(files);
  });

  it.each(listed.filter(([, kind]) => kind in guards))("%s asks who may see it (%s)", (file, kind) => {
    if (file in guardedElsewhere) return;
    expect(read(`app/${file}`)).toMatch(guards[kind as RouteKind] ?? /never/);
  });

  it.each(Object.keys(guardedElsewhere))("the reason why %s has no guard of its own still holds", (file) => {
    const kind = listed.find(([name]) => name === file)?.[1] as RouteKind;
    expect(read(`app/${file}`)).not.toMatch(guards[kind] ?? /never/);
    expect(read(`app/${file}`)).toMatch(/redirect\(|await require\w+\(/);
  });

  it("keeps the kinds in the folders that the middleware tells apart", () => {
    for (const [file, kind] of listed) {
      expect([file, file.startsWith("store/")]).toEqual([file, kind === "storefront"]);
      expect([file, file.startsWith("admin/")]).toEqual([file, kind === "member"]);
      expect([file, file.startsWith("operator/")]).toEqual([file, kind === "operator"]);
    }
  });
});

/** Actions that no maker made in the line itself, and what stands in for its proof. */
const otherwiseProven: Record<string, string> = {
  "app/(auth)/forgot/actions.ts forgotAction": "asks for a mail; the same answer for everybody; limited",
  "app/(auth)/invitation/[token]/actions.ts registerAction": "the mailed token is the proof",
  "app/(auth)/invitation/[token]/actions.ts joinAction": "the mailed token and the signed-in person are the proof",
  "app/(auth)/login/actions.ts signInAction": "this is where one proves who one is; limited",
  "app/(auth)/login/code/actions.ts codeAction": "the cookie of a right password and the code are the proof; limited",
  "app/(auth)/login/actions.ts signOutAction": "ends the session of the own cookie alone",
  "app/(auth)/reset/[token]/actions.ts resetAction": "the mailed token is the proof",
  "app/(auth)/signup/actions.ts signUpAction": "anybody may sign up; limited",
  "app/(auth)/signup/status/actions.ts continueAction": "the token of the status page is the proof",
  "app/(auth)/verify/actions.ts verifyAction": "the mailed token is the proof",
  "app/admin/[store]/products/actions.ts activateProductsAction": "made by statusAction, which is a memberAction",
  "app/admin/[store]/products/actions.ts draftProductsAction": "made by statusAction, which is a memberAction",
  "app/admin/[store]/products/actions.ts archiveProductsAction": "made by statusAction, which is a memberAction",
};

const made = /^export const (\w+)(?:: \w+)? = (?:memberAction|operatorAction|shopperAction)\(/gm;
const exported = /^export (?:async )?(?:const|let|var|function|class) (\w+)/gm;

describe("server actions", () => {
  const files = found("{app,components,lib}/**/*.{ts,tsx}").filter((file) => /["']use server["']/.test(read(file)));

  it("stand in files of their own, that export actions and nothing else", () => {
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      expect(path.basename(file)).toBe("actions.ts");
      expect(read(file)).toMatch(/^"use server";/);
      expect(read(file)).not.toMatch(/^export (\{|\*|default|type|interface)/m);
    }
  });

  it("prove who calls before they do anything, or are open for a reason", () => {
    const unproven = files.flatMap((file) => {
      const proven = new Set([...read(file).matchAll(made)].map(([, name]) => name));
      return [...read(file).matchAll(exported)]
        .map(([, name]) => name)
        .filter((name) => !proven.has(name))
        .map((name) => `${file} ${name}`);
    });
    expect(unproven.sort()).toEqual(Object.keys(otherwiseProven).sort());
  });

  it("of the dashboard are a member's, of the console an operator's, of the storefront a shopper's", () => {
    const makers = { "app/admin/": "memberAction", "app/operator/": "operatorAction", "app/store/": "shopperAction" };
    for (const file of files) {
      const makersUsed = new Set([...read(file).matchAll(/= (memberAction|operatorAction|shopperAction)\(/g)].map(([, maker]) => maker));
      const own = Object.entries(makers).find(([folder]) => file.startsWith(folder))?.[1];
      expect([file, [...makersUsed].filter((maker) => maker !== own)]).toEqual([file, []]);
    }
  });
});
