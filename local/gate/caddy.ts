import { execFile, spawn } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { openSync } from "node:fs";
import { access, constants, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { projectFolder } from "@/local/installation";
import { Problem } from "@/local/problem";

const run = promisify(execFile);
const installTimeoutMs = 300_000;
const startTimeoutMs = 30_000;
const usualPlaces = ["/usr/bin/caddy", "/usr/local/bin/caddy", "/opt/homebrew/bin/caddy"];

/** Finds a Caddy, or installs Debian's package where that is allowed; null where neither is possible. `CADDY_PATH` names one. */
export async function findCaddy(): Promise<string | null> {
  const present = await findPresent();
  if (present || process.getuid?.() !== 0) return present;
  const options = { timeout: installTimeoutMs, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  try {
    await run("apt-get", ["update", "-qq"], options);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "caddy"], options);
  } catch {
    return null;
  }
  return findPresent();
}

async function findPresent(): Promise<string | null> {
  for (const file of [process.env.CADDY_PATH ?? "", ...usualPlaces]) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (file !== "" && isThere) return file;
  }
  return null;
}

export type CaddyPlace = { binary: string; folder: string; ports: { http: number; https: number; app: number } };

export type RunningCaddy = {
  /** The root certificate of its own authority, as PEM in a file. */
  rootFile: string;
  /** The SHA-256 of the public key that signs for hosts, in base64: a browser may be told to trust what it signed. */
  signerKeyHash: string;
  stop(): Promise<void>;
};

/** Runs Caddy with the Caddyfile that people are told to use, its own authority signing. Its data stays in the folder. */
export async function startCaddy({ binary, folder, ports }: CaddyPlace): Promise<RunningCaddy> {
  await mkdir(folder, { recursive: true });
  const log = openSync(path.join(folder, "caddy.log"), "w");
  const child = spawn(binary, ["run", "--config", path.join(projectFolder, "docs/Caddyfile"), "--adapter", "caddyfile"], {
    cwd: folder,
    env: { ...process.env, ...settings(folder, ports) },
    stdio: ["ignore", log, log],
  });
  const ended = new Promise<void>((resolve) => child.once("error", () => resolve()).once("exit", () => resolve()));
  const authority = path.join(folder, "data/caddy/pki/authorities/local");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  for (let waitedMs = 0; waitedMs < startTimeoutMs && child.exitCode === null; waitedMs += 100) {
    const signer = await readFile(path.join(authority, "intermediate.crt"), "utf8").catch(() => null);
    if (signer) return { rootFile: path.join(authority, "root.crt"), signerKeyHash: keyHashOf(signer), stop };
    await wait(100);
  }
  await stop();
  throw new Problem(`Caddy did not start: see ${path.join(folder, "caddy.log")}.`);
}

function settings(folder: string, { http, https, app }: CaddyPlace["ports"]): Record<string, string> {
  return {
    HOME: folder,
    XDG_DATA_HOME: path.join(folder, "data"),
    XDG_CONFIG_HOME: path.join(folder, "config"),
    PLATFORM_HOST: "localhost",
    STORES_DOMAIN: "localhost",
    // The machine's own list of trusted roots is left alone.
    CERTIFICATE_OPTIONS: "local_certs\nskip_install_trust",
    APP_PORT: String(app),
    HTTP_PORT: String(http),
    HTTPS_PORT: String(https),
  };
}

function keyHashOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}
