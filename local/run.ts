import path from "node:path";
import { demoPeople, demoStores } from "@/local/demo";
import { chooseStandIns, type Environment } from "@/local/environment";
import { type Installation, readInstallation } from "@/local/installation";
import { messageOf, Problem } from "@/local/problem";
import { printTable, say } from "@/local/progress";
import { type Mode, startStack } from "@/local/stack";

/** `npm start` and `npm run dev`: brings everything up, says where it is, and takes everything down again when told to. */
export async function run(mode: Mode): Promise<void> {
  process.stdout.on("error", () => undefined);
  const told = whenToldToStop();
  let stop = async () => {};
  let failure: unknown = null;
  try {
    const started = performance.now();
    const installation = await readInstallation();
    console.log(`\n  Vitrine${mode === "development" ? ", for development" : ""}\n`);
    const working = startStack(installation, mode, (registered) => {
      stop = registered;
    });
    const stack = await Promise.race([working, told]);
    if (stack !== "told") {
      announce(installation, stack.environment, performance.now() - started);
      await Promise.race([stack.failed, told]);
    }
    console.log("\n  Stopping …");
  } catch (thrown) {
    failure = thrown;
  }
  await stop().catch((thrown: unknown) => console.error(`  While stopping: ${messageOf(thrown)}`));
  if (failure !== null) console.error(failure instanceof Problem ? `\n  ${failure.message}\n` : failure);
  else console.log("  Stopped. The data stays.\n");
  process.exit(failure === null ? 0 : 1);
}

/** Settles at the first signal, or when the process that started this one is gone. Later signals do not cut the stopping short. */
function whenToldToStop(): Promise<"told"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("told"));
    process.once("disconnect", () => resolve("told"));
  });
}

function announce(installation: Installation, environment: Environment, milliseconds: number): void {
  const { ports, dataFolder } = installation;
  const platform = environment.PLATFORM_URL ?? "";
  const storeUrl = (slug: string) => {
    const url = new URL(platform);
    url.hostname = `${slug}.${environment.STORES_DOMAIN}`;
    return url.origin;
  };
  const standIns = chooseStandIns(installation);
  const hasServices = standIns.mail || standIns.stripe || standIns.pagarme;
  const demo = environment.SEED_DEMO === "1";
  console.log(`\n  Vitrine is ready (${say(milliseconds)})\n`);
  printTable([
    ["Platform", platform],
    ...(demo ? demoStores.map(({ slug, name, about }) => [name, `${storeUrl(slug)}  (${about})`] as const) : []),
    ...(hasServices ? [["Local services", `http://localhost:${ports.local}  (inbox, payment sandboxes, queue)`] as const] : []),
    ["Data and logs", path.relative(process.cwd(), dataFolder) || dataFolder],
  ]);
  if (demo) {
    console.log(`\n  Sign in at ${platform}/login\n`);
    printTable(demoPeople.map(({ role, email, password }) => [role === "owner" ? "Owner" : "Operator", `${email}  ${password}`]));
  }
  console.log("\n  Ctrl-C stops everything; the data stays.\n");
}
