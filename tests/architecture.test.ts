import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const run = promisify(execFile);
const project = path.resolve(import.meta.dirname, "..");
const configs = [".dependency-cruiser.cjs", ".dependency-cruiser.runtime.cjs"] as const;

/** A file that breaks exactly the rule it is listed under. */
const offences: Record<string, [file: string, imported: string]> = {
  "core-imports-nothing-of-ours": ["lib/core/offence.ts", "@/lib/stores/rules"],
  "lib-knows-no-screen": ["lib/stores/screen.ts", "@/components/ui/button"],
  "components-know-no-route": ["components/ui/route.tsx", "@/app/page"],
  "product-imports-no-tooling": ["lib/stores/tooling.ts", "@/local/demo"],
  "ground-knows-no-feature": ["lib/mail/feature.ts", "@/lib/orders/rules"],
  "database-knows-core-alone": ["lib/db/events.ts", "@/lib/events/outbox"],
  "screens-never-touch-the-database": ["app/offence/page.tsx", "@/lib/db/clients"],
  "no-circles": ["lib/cart/circle-back.ts", "@/lib/cart/circle-front"],
  "imports-resolve": ["lib/cart/missing.ts", "@/lib/cart/nowhere"],
  "beside-stands-on-stores-and-identity": ["lib/billing/cart.ts", "@/lib/cart/rules"],
  "components-reach-no-data": ["components/ui/reach.tsx", "@/lib/cart/queries"],
  "stores-imports-no-later-feature": ["lib/stores/later.ts", "@/lib/identity/rules"],
  "identity-imports-no-later-feature": ["lib/identity/later.ts", "@/lib/inventory/rules"],
  "inventory-imports-no-later-feature": ["lib/inventory/later.ts", "@/lib/catalog/rules"],
  "catalog-imports-no-later-feature": ["lib/catalog/later.ts", "@/lib/search/rules"],
  "search-imports-no-later-feature": ["lib/search/later.ts", "@/lib/cart/rules"],
  "cart-imports-no-later-feature": ["lib/cart/later.ts", "@/lib/orders/rules"],
  "orders-imports-no-later-feature": ["lib/orders/later.ts", "@/lib/payments/rules"],
  "payments-imports-no-later-feature": ["lib/payments/later.ts", "@/lib/checkout/rules"],
  "one-door-for-stripe": ["lib/payments/vendor.ts", "stripe"],
  "one-door-for-upstash": ["lib/orders/vendor.ts", "@upstash/qstash"],
  "one-door-for-algoliasearch": ["lib/catalog/vendor.ts", "algoliasearch"],
  "one-door-for-resend": ["lib/identity/vendor.ts", "resend"],
  "one-door-for-nodemailer": ["lib/orders/mailer.ts", "nodemailer"],
  "one-door-for-sharp": ["app/offence/picture.tsx", "sharp"],
  "one-door-for-prisma": ["app/offence/prisma.tsx", "@prisma/client"],
  "one-door-for-pg": ["lib/stores/pg.ts", "pg"],
  "one-door-for-node-rs-argon": ["lib/stores/argon.ts", "@node-rs/argon2"],
  "one-door-for-pino": ["components/ui/log.tsx", "pino"],
};

/** Services that no package of ours is installed for yet: their rules have nothing to bite. */
const withoutPackage = ["one-door-for-vercel-sdk", "one-door-for-vercel-blob"];

const lawful: Record<string, string> = {
  "lib/cart/circle-front.ts": 'import "@/lib/cart/circle-back";\n',
  "lib/cart/queries.ts":
    'import { clients } from "@/lib/db/clients";\nexport type CartView = { lines: number };\nexport const findCart = clients;\n',
  "lib/db/clients.ts": 'import "@/lib/core/result";\nimport "@prisma/client";\nexport const clients = 1;\n',
  "lib/events/outbox.ts": 'import "@/lib/db/clients";\nexport const record = 1;\n',
  "components/ui/typed.tsx":
    'import type { CartView } from "@/lib/cart/queries";\nexport const Typed = ({ lines }: CartView) => <b>{lines}</b>;\n',
  "components/ui/button.tsx": "export const Button = () => <b />;\n",
  "app/page.tsx":
    'import { Button } from "@/components/ui/button";\nimport { findCart } from "@/lib/cart/queries";\nexport default () => <Button key={findCart} />;\n',
  "local/demo.ts": "export const demo = 1;\n",
  "lib/core/result.ts": "export const ok = 1;\n",
  "lib/stripe/client.ts": 'import "stripe";\n',
  "lib/checkout/rules.ts": 'import "@/lib/payments/rules";\n',
  "lib/payments/rules.ts": 'import "@/lib/orders/rules";\n',
  "lib/orders/rules.ts": 'import "@/lib/cart/rules";\nimport "@/lib/events/outbox";\n',
  "lib/cart/rules.ts": 'import "@/lib/search/rules";\n',
  "lib/search/rules.ts": 'import "@/lib/catalog/rules";\n',
  "lib/catalog/rules.ts": 'import "@/lib/inventory/rules";\n',
  "lib/inventory/rules.ts": 'import "@/lib/identity/rules";\n',
  "lib/identity/rules.ts": 'import "@/lib/stores/rules";\n',
  "lib/stores/rules.ts": 'import "@/lib/core/result";\n',
};

const report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

const diagnostics = z.object({ diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })) });

let house = "";

async function build(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.join(house, path.dirname(file)), { recursive: true });
    await writeFile(path.join(house, file), text);
  }
}

async function cruise(config: string): Promise<string[]> {
  const tool = path.join(project, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const ran = await run(process.execPath, [tool, "--config", config, "--output-type", "json", "app", "components", "lib"], {
    cwd: house,
  }).catch((thrown: { stdout: string }) => thrown);
  return report.parse(JSON.parse(ran.stdout)).summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
}

beforeAll(async () => {
  house = await mkdtemp(path.join(tmpdir(), "vitrine-house-"));
  for (const file of [...configs, ".dependency-cruiser.resolve.cjs"]) await cp(path.join(project, file), path.join(house, file));
  await symlink(path.join(project, "node_modules"), path.join(house, "node_modules"));
  await build(lawful);
}, 30_000);
afterAll(() => rm(house, { recursive: true, force: true }));

test("a house that keeps the rules passes, also where a component names the type of a query", { timeout: 30_000 }, async () => {
  await rm(path.join(house, "lib/cart/circle-front.ts"));
  expect(await Promise.all(configs.map(cruise))).toEqual([[], []]);
  await build(lawful);
});

test("every rule has an offence that proves it", () => {
  const require = createRequire(import.meta.url);
  const rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
  const names = configs.flatMap((config) => rules.parse(require(path.join(project, config))).forbidden.map(({ name }) => name));
  expect(names.filter((name) => !withoutPackage.includes(name)).sort()).toEqual(Object.keys(offences).sort());
});

test("each offence is found by its rule", { timeout: 60_000 }, async () => {
  const files = Object.values(offences).map(([file, imported]): [string, string] => [
    file,
    `import * as it from "${imported}";\nexport default it;\n`,
  ]);
  await build(Object.fromEntries(files));
  const found = (await Promise.all(configs.map(cruise))).flat();
  const missed = Object.entries(offences).filter(([rule, [file]]) => !found.includes(`${rule} ${file}`));
  expect(missed).toEqual([]);
});

test("of the product, lib/env.ts alone may read the environment", { timeout: 30_000 }, async () => {
  await cp(path.join(project, "biome.json"), path.join(house, "biome.json"));
  const reader = "export const secret = process.env.SECRET;\n";
  await build({
    "lib/env.ts": reader,
    "lib/stores/environment.ts": reader,
    "app/environment.tsx": reader,
    "components/environment.tsx": reader,
  });
  const biome = path.join(project, "node_modules/@biomejs/biome/bin/biome");
  const command = [biome, "lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "app", "components", "lib"];
  const ran = await run(process.execPath, command, { cwd: house }).catch((thrown: { stdout: string }) => thrown);
  const found = diagnostics.parse(JSON.parse(ran.stdout)).diagnostics.filter(({ category }) => category === "lint/style/noProcessEnv");
  const files = found.map(({ location }) => location.path).sort();
  expect(files).toEqual(["app/environment.tsx", "components/environment.tsx", "lib/stores/environment.ts"]);
});
