import path from "node:path";
import type { Databases } from "@/local/database/setup";
import type { Installation } from "@/local/installation";
import type { Secrets } from "@/local/secrets";

/** Which outside services are played by our own processes, because no account was given for them. */
export interface StandIns {
  postgres: boolean;
  queue: boolean;
  stripe: boolean;
  pagarme: boolean;
  vercel: boolean;
  dns: boolean;
  mail: boolean;
  algolia: boolean;
  postalCodes: boolean;
}

/** Given as ALGOLIA_APP_ID, products are searched in the sandbox; without any, in Postgres alone. */
export const algoliaSandbox = "SANDBOX";

/** A service is real as soon as the variable that only its account can give is set. */
export function chooseStandIns({ given }: Pick<Installation, "given">): StandIns {
  return {
    postgres: !given.DATABASE_URL,
    queue: !given.QSTASH_TOKEN,
    stripe: !given.STRIPE_SECRET_KEY,
    pagarme: !given.PAGARME_API_BASE,
    // It serves no traffic: of use to whoever works on this machine, and to nobody who comes from outside.
    vercel: !given.VERCEL_TOKEN && isLocal(given.PLATFORM_URL ?? "http://localhost"),
    // Whoever comes from outside is found in the real DNS.
    dns: !given.DOMAINS_RESOLVERS && isLocal(given.PLATFORM_URL ?? "http://localhost"),
    mail: !given.SMTP_URL && !given.RESEND_API_KEY,
    // A handful of addresses: enough to try the checkout, and nothing for shoppers who come from outside.
    postalCodes: !given.POSTAL_CODE_API_BASE && isLocal(given.PLATFORM_URL ?? "http://localhost"),
    algolia: !given.ALGOLIA_APP_ID || given.ALGOLIA_APP_ID === algoliaSandbox,
  };
}

export type Environment = Record<string, string>;

export interface EnvironmentParts {
  installation: Installation;
  secrets: Secrets;
  databases: Databases;
}

/**
 * The environment of the application and of the local services. What the person set always wins; the rest points at the
 * stand-ins, and a variable that belongs to a stand-in is left out where the real service is used.
 */
export function assembleEnvironment({ installation, secrets, databases }: EnvironmentParts): Environment {
  const { given, ports } = installation;
  const standIns = chooseStandIns(installation);
  const platformUrl = given.PLATFORM_URL ?? `http://localhost:${ports.app}`;
  return {
    STORES_DOMAIN: "localhost",
    NEXTAUTH_SECRET: secrets.sessions,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    MAIL_FROM: "Vitrine <hello@vitrine.localhost>",
    MEDIA_FOLDER: path.join(installation.dataFolder, "media"),
    LOG_LEVEL: "info",
    ...(standIns.queue ? queueVariables(installation, secrets) : { QSTASH_URL: "https://qstash.upstash.io" }),
    ...(standIns.stripe ? stripeVariables(installation, secrets) : {}),
    ...(standIns.pagarme ? pagarmeVariables(installation, secrets) : {}),
    ...(standIns.vercel ? vercelVariables(installation, secrets) : {}),
    ...(standIns.dns ? { DOMAINS_RESOLVERS: `127.0.0.1:${ports.local}`, DOMAINS_TARGET_NAME: "stores.localhost" } : {}),
    ...(standIns.algolia ? algoliaVariables(installation, secrets) : {}),
    ...(standIns.postalCodes ? { POSTAL_CODE_API_BASE: `http://localhost:${ports.local}` } : {}),
    ...(standIns.mail ? { SMTP_URL: `smtp://localhost:${ports.smtp}` } : {}),
    ...(isLocal(platformUrl) && (standIns.stripe || standIns.pagarme) ? { ALLOW_SANDBOX: "1" } : {}),
    ...given,
    DATABASE_URL: databases.app,
    PLATFORM_DATABASE_URL: databases.platform,
    MIGRATION_DATABASE_URL: databases.migration,
    LOCAL_DATABASE_URL: databases.local,
    PLATFORM_URL: platformUrl,
    NEXTAUTH_URL: given.NEXTAUTH_URL ?? platformUrl,
    DATA_FOLDER: installation.dataFolder,
    PORT: String(ports.app),
    LOCAL_PORT: String(ports.local),
    QUEUE_PORT: String(ports.queue),
    SMTP_PORT: String(ports.smtp),
    LOCAL_STAND_INS: Object.entries(standIns)
      .filter(([, isPlayed]) => isPlayed)
      .map(([name]) => name)
      .join(","),
    SEED_DEMO: hasDemo(installation) ? "1" : "0",
  };
}

/** On a public host `localhost` is nobody's name; the loopback address is the machine's own door for the queue (middleware.ts). */
function queueVariables({ ports, given }: Installation, secrets: Secrets): Environment {
  const application = `http://${isLocal(given.PLATFORM_URL ?? "http://localhost") ? "localhost" : "127.0.0.1"}:${ports.app}`;
  return {
    QSTASH_URL: `http://localhost:${ports.queue}`,
    EVENTS_URL: application,
    QSTASH_TOKEN: secrets.queueToken,
    QSTASH_CURRENT_SIGNING_KEY: secrets.queueCurrentKey,
    QSTASH_NEXT_SIGNING_KEY: secrets.queueNextKey,
    QUEUE_ALLOWED_DESTINATIONS: application,
  };
}

function stripeVariables({ ports }: Installation, secrets: Secrets): Environment {
  return {
    STRIPE_SECRET_KEY: secrets.stripeKey,
    STRIPE_PUBLISHABLE_KEY: secrets.stripePublishableKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhook,
    STRIPE_CONNECT_WEBHOOK_SECRET: secrets.stripeConnectWebhook,
    STRIPE_API_BASE: `http://localhost:${ports.local}`,
  };
}

function pagarmeVariables({ ports }: Installation, secrets: Secrets): Environment {
  return {
    PAGARME_API_BASE: `http://localhost:${ports.local}/pagarme/core/v5`,
    PAGARME_SANDBOX_SECRET_KEY: secrets.pagarmeSecretKey,
    PAGARME_SANDBOX_PUBLIC_KEY: secrets.pagarmePublicKey,
  };
}

/** Used where `DOMAINS_HOST=vercel` says so. */
function vercelVariables({ ports }: Installation, secrets: Secrets): Environment {
  return {
    VERCEL_API_BASE: `http://localhost:${ports.local}/vercel`,
    VERCEL_TOKEN: secrets.vercelToken,
    VERCEL_PROJECT_ID: "prj_local",
    VERCEL_TEAM_ID: "team_local",
  };
}

/** The sandbox is always there to be looked at; the application asks it when told to. */
function algoliaVariables({ ports, given }: Installation, secrets: Secrets): Environment {
  const keys = { ALGOLIA_SANDBOX_ADMIN_KEY: secrets.algoliaAdminKey, ALGOLIA_SANDBOX_SEARCH_KEY: secrets.algoliaSearchKey };
  if (given.ALGOLIA_APP_ID !== algoliaSandbox) return keys;
  return {
    ...keys,
    ALGOLIA_ADMIN_KEY: secrets.algoliaAdminKey,
    ALGOLIA_SEARCH_KEY: secrets.algoliaSearchKey,
    ALGOLIA_API_BASE: `http://localhost:${ports.local}/algolia`,
  };
}

/** Demo stores have passwords that everybody knows: they are seeded only where nobody else can sign in. `SEED_DEMO=0` leaves them out. */
export function hasDemo({ given, ports }: Installation): boolean {
  return given.SEED_DEMO !== "0" && isLocal(given.PLATFORM_URL ?? `http://localhost:${ports.app}`);
}

/** True for an address that only this machine can reach. */
export function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "127.0.0.1" || hostname === "[::1]";
}
