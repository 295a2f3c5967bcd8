import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { providers } from "@/lib/core/provider";
import { gatewayOf, partsOf } from "@/lib/payments/gateways/registry";

const project = path.resolve(import.meta.dirname, "../../..");
const listed = "lib/core/provider.ts";
/** The compiler reads most of the application here. */
const patienceMs = 280_000;

/** The files of the table under "Its name" in docs/gateways.md. */
async function tablesOfDocs(): Promise<string[]> {
  const docs = await readFile(path.join(project, "docs/gateways.md"), "utf8");
  const step = docs.slice(docs.indexOf("**Its name**"), docs.indexOf("**Its notices**"));
  return [...step.matchAll(/^ +\| `([^`]+)` \|/gm)].map(([, file = ""]) => file).sort();
}

describe("a third provider", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "third-provider-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The files in which the compiler misses a line for "tally", when the list of providers has it and nothing else does. */
  async function filesWithoutLine(): Promise<string[]> {
    const real = await readFile(path.join(project, listed), "utf8");
    const longer = real.replace(`["pagarme", "stripe"]`, `["pagarme", "stripe", "tally"]`);
    expect(longer).not.toBe(real);
    await writeFile(path.join(folder, "provider.ts"), longer);
    const compilerOptions = {
      incremental: false,
      paths: { "@/lib/core/provider": [path.join(folder, "provider.ts")], "@/*": [path.join(project, "*")] },
      types: ["node", "next", "next/image-types/global"],
      typeRoots: ["node_modules/@types", "node_modules"].map((types) => path.join(project, types)),
    };
    const files = (await tablesOfDocs()).filter((file) => file !== listed).map((file) => path.join(project, file));
    const config = { extends: path.join(project, "tsconfig.json"), compilerOptions, files, include: [] };
    await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(config));
    const told = await compile(path.join(folder, "tsconfig.json"));
    const missing = [...told.matchAll(/^(.+)\(\d+,\d+\): error TS2741: Property 'tally' is missing/gm)];
    const names = missing.map(([, file = ""]) => path.resolve(project, file));
    return names.map((file) => (file.startsWith(project) ? path.relative(project, file) : listed)).sort();
  }

  it("is asked for by the compiler in each table that the guide names, and in no other", { timeout: patienceMs }, async () => {
    const tables = await tablesOfDocs();

    expect(tables).toHaveLength(5);
    expect(await filesWithoutLine()).toEqual(tables);
  });

  it("is served by nobody else's adapter", () => {
    for (const provider of providers) expect(gatewayOf(provider).provider).toBe(provider);
    expect(new Set(providers.map((provider) => partsOf(provider).disputeAddress("dp_1"))).size).toBe(providers.length);
  });
});

/** What the compiler says of a project; it ends with an error where it found some. */
function compile(config: string): Promise<string> {
  const compiler = path.join(project, "node_modules/.bin/tsc");
  return new Promise((resolve) => {
    execFile(compiler, ["--noEmit", "-p", config], { cwd: project, maxBuffer: 20_000_000 }, (_, told) => resolve(told));
  });
}
