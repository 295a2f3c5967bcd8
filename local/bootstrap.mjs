// The first thing that `npm start`, `npm run dev` and `npm test` run. It needs nothing but a Node of the last few years: it installs
// what is missing, then hands over to local/<verb>.ts on the Node that npm installed with the project.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statfsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => path.join(project, ...parts);
const verbs = ["start", "dev", "test"];
const oldestInstaller = 18;
const oldestRunner = 22;

function end(sentence) {
  console.error(`\n  ${sentence}\n`);
  process.exit(1);
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

/** npm keeps a copy of the lock file of what it installed last; what this machine does not need (optional) may be absent from it. */
function isInstalled() {
  const installed = readJson(at("node_modules/.package-lock.json"))?.packages;
  if (!installed) return false;
  const wanted = Object.entries(readJson(at("package-lock.json")).packages);
  return wanted.every(([name, { version, optional, link }]) => !name || optional || link || installed[name]?.version === version);
}

function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /\.c?js$/.test(script) ? [process.execPath, script] : ["npm"];
}

/** Install scripts fail in many words when they meet a full disk; the disk itself says it plainly. */
function isDiskFull() {
  const { bavail, bsize } = statfsSync(project);
  return bavail * bsize < 50_000_000;
}

function explain(output) {
  if (/ENOSPC/.test(output) || isDiskFull()) return "The disk is full: free some space (about 2 GB are needed) and run the command again.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET/.test(output)) {
    return "The packages could not be downloaded: npm does not reach its registry. Check the network and run the command again.";
  }
  if (/EACCES|EPERM|EROFS/.test(output))
    return `This user may not write to ${project}: take ownership of the folder and run the command again.`;
  const lines = output.split("\n").filter((line) => line.startsWith("npm error") || line.startsWith("npm ERR!"));
  return `The packages could not be installed:\n  ${(lines.length > 0 ? lines : output.trim().split("\n")).slice(0, 6).join("\n  ")}`;
}

function npm(...words) {
  const [command, ...first] = npmCommand();
  const child = spawn(command, [...first, ...words, "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: project,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32" && command === "npm",
  });
  let output = "";
  child.stderr.on("data", (chunk) => {
    output = (output + chunk).slice(-100_000);
  });
  return new Promise((resolve) => {
    child.once("error", () => end("npm was not found: install Node.js with npm and run the command again."));
    child.once("close", (code) => resolve({ isOk: code === 0, output }));
  });
}

async function install() {
  const started = Date.now();
  const title = "Installing packages, once (a minute or two)";
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const ticker = process.stdout.isTTY && setInterval(() => process.stdout.write(`\r  · ${title} … ${seconds()} `), 1000);
  process.stdout.write(`\n  · ${title} … ${ticker ? "" : "\n"}`);
  let result = await npm("ci");
  // A registry that does not carry every platform's optional packages makes for a lock file that `ci` refuses and `install` takes.
  if (!result.isOk && result.output.includes("EUSAGE")) result = await npm("install", "--no-save");
  clearInterval(ticker);
  if (ticker) process.stdout.write("\r\x1b[K");
  if (!result.isOk) end(explain(result.output));
  console.log(`  ✓ Packages installed (${seconds()})`);
}

/** The Node of the project where npm could install one for this machine, else the present one when it is new enough. */
function findRunner() {
  const own = at("node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  if (Number(process.versions.node.split(".")[0]) >= oldestRunner) return process.execPath;
  return end(`Node ${process.versions.node} is too old, and npm could not install a newer one for this machine: install Node 24.`);
}

function handOver(verb, rest) {
  const generated = spawnSync(process.execPath, [at("local/generate.mjs")], { cwd: project, stdio: "inherit" });
  if (generated.status !== 0) process.exit(1);
  const child = spawn(findRunner(), ["--import", "tsx", at("local", `${verb}.ts`), ...rest], {
    cwd: project,
    // The channel tells the child when this process is gone, however it went.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"));
  child.once("error", (error) => end(`${verb} could not be started: ${error.message}`));
  child.once("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}

const [verb, ...rest] = process.argv.slice(2);
if (!verbs.includes(verb)) end(`Say what to do: node local/bootstrap.mjs ${verbs.join("|")}`);
if (Number(process.versions.node.split(".")[0]) < oldestInstaller)
  end(`Node ${process.versions.node} is too old: install Node ${oldestInstaller} or newer (24 is best).`);
if (!isInstalled()) await install();
handOver(verb, rest);
