// Writes Prisma's client (lib/db/generated) from prisma/schema. Runs after every install, so it needs no network, no engine to
// download, and no time when the schema is the one that the present client was made from. Plain JavaScript: tsx may not be there yet.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => path.join(project, ...parts);
const stampFile = at("lib/db/generated/.made-from");

const schemaFiles = () =>
  existsSync(at("prisma/schema"))
    ? readdirSync(at("prisma/schema"))
        .filter((name) => name.endsWith(".prisma"))
        .sort()
        .map((name) => at("prisma/schema", name))
    : [];

function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of [...files, at("node_modules/prisma/package.json")]) hash.update(file.slice(project.length)).update(readFileSync(file));
  return hash.digest("hex");
}

function generate() {
  const ownNode = at("node_modules/node/bin/node");
  const node = existsSync(ownNode) ? ownNode : process.execPath;
  return spawnSync(node, [at("node_modules/prisma/build/index.js"), "generate", "--no-hints"], {
    cwd: project,
    encoding: "utf8",
    env: {
      ...process.env,
      // Generating needs no engine; any file that exists keeps Prisma from downloading one.
      PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(import.meta.url),
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
}

const files = schemaFiles();
const canGenerate = files.length > 0 && existsSync(at("node_modules/prisma/package.json"));
const wanted = canGenerate ? fingerprint(files) : "";
const isCurrent = existsSync(stampFile) && existsSync(at("lib/db/generated/client.ts")) && readFileSync(stampFile, "utf8") === wanted;

if (canGenerate && !isCurrent) {
  const made = generate();
  if (made.status !== 0) {
    console.error(`The database client could not be generated:\n${made.stdout ?? ""}${made.stderr ?? ""}${made.error?.message ?? ""}`);
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
