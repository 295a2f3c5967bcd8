import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { applyPatch, type Mutant, mutants, type Patch, slowIndexing } from "./mutants";

const root = path.resolve(import.meta.dirname, "../..");
/** Beside the packages that the bundle leaves outside. */
const folder = path.join(root, "node_modules/.cache/chaos");

/** Packages that load machine code, or find their own files by their place. */
const native = ["sharp", "@node-rs/argon2", "@prisma/*", "pino", "pg-native", "pg-cloudflare", "graphile-worker"];
/** Packages of the older module system ask for others with `require`. */
const requireInModule = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

const standIn = (name: string) => path.join(import.meta.dirname, "stand-ins", name);

/**
 * Bundles the worker, so that a killed one is back within a second, with the given guard taken away. Next's own modules are
 * replaced by what runs without Next. Answers the file to run.
 */
export function bundleWorker(mutant: Mutant | null): Promise<string> {
  return bundle("worker", path.join(import.meta.dirname, "worker.ts"), {
    alias: {
      "next/cache": standIn("next-cache.ts"),
      "next/server": standIn("next-server.ts"),
      "server-only": path.join(root, "node_modules/server-only/empty.js"),
    },
    plugins: [patching([...slowIndexing, ...(mutant ? mutants[mutant] : [])])],
  });
}

/** Bundles the queue server as it is. Answers the file to run. */
export async function bundleQueue(): Promise<string> {
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(root, "local/queue/schema.sql"), path.join(folder, "schema.sql"));
  return bundle("queue", path.join(root, "local/queue/main.ts"), {});
}

async function bundle(name: string, entry: string, changes: BuildOptions): Promise<string> {
  await mkdir(folder, { recursive: true });
  const outfile = path.join(folder, `${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    jsx: "automatic",
    external: native,
    banner: { js: requireInModule },
    absWorkingDir: root,
    logLevel: "error",
    ...changes,
  });
  return outfile;
}

function patching(patches: readonly Patch[]): Plugin {
  const files = new Set(patches.map(({ file }) => path.join(root, file)));
  return {
    name: "patches",
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (!files.has(file)) return null;
        const own = patches.filter((patch) => path.join(root, patch.file) === file);
        const contents = own.reduce(applyPatch, await readFile(file, "utf8"));
        return { contents, loader: "ts" };
      });
    },
  };
}
