import path from "node:path";
import { z } from "zod";
import { algoliaSandbox } from "@/local/environment";
import { type ServicesOptions, startServices } from "@/local/services";

const port = z.coerce.number().int().min(1).max(65_535);
const environment = z.object({
  LOCAL_DATABASE_URL: z.url(),
  LOCAL_PORT: port.default(4400),
  SMTP_PORT: port.default(4425),
  PLATFORM_URL: z.url(),
  STORES_DOMAIN: z.string().min(1),
  QSTASH_URL: z.url(),
  /** The stand-ins to play, separated by commas. */
  LOCAL_STAND_INS: z.string().default("queue,stripe,pagarme,vercel,dns,mail,algolia,postalCodes"),
  STRIPE_SECRET_KEY: z.string().default(""),
  STRIPE_WEBHOOK_SECRET: z.string().default(""),
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().default(""),
  PAGARME_SANDBOX_SECRET_KEY: z.string().optional(),
  PAGARME_SANDBOX_PUBLIC_KEY: z.string().optional(),
  VERCEL_TOKEN: z.string().default(""),
  /** Where the Vercel sandbox looks names up, separated by commas; nowhere when unset. */
  DOMAINS_RESOLVERS: z.string().default(""),
  /** Where the local resolver keeps its records; in memory alone when unset. */
  DATA_FOLDER: z.string().optional(),
  ALGOLIA_SANDBOX_ADMIN_KEY: z.string().optional(),
  ALGOLIA_SANDBOX_SEARCH_KEY: z.string().optional(),
  SEED_DEMO: z.enum(["0", "1"]).default("1"),
});

/** Runs the local services as a process of its own until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const env = environment.parse(process.env);
  const plays = new Set(env.LOCAL_STAND_INS.split(","));
  const { PAGARME_SANDBOX_SECRET_KEY: secretKey, PAGARME_SANDBOX_PUBLIC_KEY: publicKey } = env;
  const { ALGOLIA_SANDBOX_ADMIN_KEY: adminKey, ALGOLIA_SANDBOX_SEARCH_KEY: searchKey } = env;
  const services = await startServices({
    databaseUrl: env.LOCAL_DATABASE_URL,
    port: env.LOCAL_PORT,
    smtpPort: plays.has("mail") ? env.SMTP_PORT : null,
    platformUrl: env.PLATFORM_URL,
    storesDomain: env.STORES_DOMAIN,
    hasDemo: env.SEED_DEMO === "1",
    dns: plays.has("dns") ? { file: env.DATA_FOLDER ? path.join(env.DATA_FOLDER, "dns.json") : null } : null,
    hasPostalCodes: plays.has("postalCodes"),
    queueUrl: plays.has("queue") ? new URL(env.QSTASH_URL).origin : null,
    stripe: plays.has("stripe")
      ? {
          secretKey: env.STRIPE_SECRET_KEY,
          webhookSecret: env.STRIPE_WEBHOOK_SECRET,
          connectWebhookSecret: env.STRIPE_CONNECT_WEBHOOK_SECRET,
        }
      : null,
    pagarme: plays.has("pagarme") && secretKey && publicKey ? { secretKey, publicKey } : null,
    algolia: plays.has("algolia") && adminKey && searchKey ? { appId: algoliaSandbox, adminKey, searchKey } : null,
    vercel: plays.has("vercel") && env.VERCEL_TOKEN ? vercelOf(env.VERCEL_TOKEN, env.DOMAINS_RESOLVERS) : null,
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void services.close().then(() => process.exit(0)));
  console.log(`Local services ready on ${services.url}`);
}

function vercelOf(token: string, resolvers: string): NonNullable<ServicesOptions["vercel"]> {
  const dnsServers = resolvers.split(",").filter((server) => server !== "");
  return { project: { id: "prj_local", name: "stores", teamId: "team_local", teamSlug: "local", token }, dnsServers };
}

await main();
