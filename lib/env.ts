import { z } from "zod";

const url = z.url({ protocol: /^https?$/ });
const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");
/** Separated by commas or spaces. */
const list = z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""));

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PLATFORM_URL: url.describe("address of the platform, e.g. https://vitrine.example"),
  STORES_DOMAIN: z.string().min(1).describe("parent of the temporary hosts, e.g. vitrine.shop"),
  TRUST_PROXY: flag.describe("1 behind a proxy that sets x-forwarded-host and x-forwarded-for itself"),
  DATABASE_URL: z.string().min(1).describe("Postgres, runtime role (vitrine_app)"),
  PLATFORM_DATABASE_URL: z.string().min(1).describe("Postgres, cross-store role (vitrine_platform)"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  NEXTAUTH_SECRET: z.string().min(32).describe("32 random characters or more: openssl rand -base64 32"),
  ENCRYPTION_KEYS: z.string().min(1).describe("id:base64 of 32 bytes, the first one seals: echo k1:$(openssl rand -base64 32)"),
  QSTASH_URL: url.describe("the queue: https://qstash.upstash.io, or the local queue server"),
  QSTASH_TOKEN: z.string().min(1).describe("console.upstash.com > QStash"),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1).describe("console.upstash.com > QStash > Signing keys"),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1).describe("console.upstash.com > QStash > Signing keys"),
  PORT: z.coerce.number().int().min(1).max(65_535).optional().describe("where this process listens; set by the server itself"),
  EVENTS_URL: url.optional().describe("where the queue reaches this application; PLATFORM_URL when unset"),
  STRIPE_SECRET_KEY: z.string().min(1).describe("dashboard.stripe.com > Developers > API keys"),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).describe("signing secret of the platform's webhook endpoint"),
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().min(1).describe("signing secret of the connected accounts' webhook endpoint"),
  STRIPE_API_BASE: url.optional().describe("only for the sandbox: where its API answers"),
  PAGARME_API_BASE: url.default("https://api.pagar.me/core/v5"),
  POSTAL_CODE_API_BASE: url.optional().describe("fills in addresses by CEP, e.g. https://viacep.com.br; typed by hand when unset"),
  ALGOLIA_APP_ID: z.string().optional().describe("Algolia instead of Postgres for search"),
  ALGOLIA_ADMIN_KEY: z.string().optional().describe("dashboard.algolia.com > API Keys > Admin (write) key"),
  ALGOLIA_SEARCH_KEY: z.string().optional().describe("dashboard.algolia.com > API Keys > Search-only key"),
  ALGOLIA_INDEX: z.string().regex(/^\w+$/).default("vitrine_products").describe("name of the shared index; its replicas begin with it"),
  ALGOLIA_API_BASE: url.optional().describe("only for the sandbox: where its API answers"),
  MAIL_FROM: z.string().min(3).describe("sender of the mails, e.g. Vitrine <hello@vitrine.example>"),
  SMTP_URL: z.string().optional().describe("smtp://user:password@host:port"),
  RESEND_API_KEY: z.string().optional().describe("resend.com > API keys, instead of SMTP_URL"),
  MEDIA_FOLDER: z.string().optional().describe("folder for uploaded pictures"),
  BLOB_READ_WRITE_TOKEN: z.string().optional().describe("Vercel Blob, instead of MEDIA_FOLDER"),
  DOMAINS_HOST: z.enum(["local", "caddy", "vercel"]).default("local").describe("what terminates TLS for merchants' own domains"),
  DOMAINS_RESOLVERS: list
    .default(["1.1.1.1", "8.8.8.8", "9.9.9.9"])
    .describe("DNS resolvers asked about merchants' domains, each address or address:port"),
  DOMAINS_TARGET_IPV4: list.default(["127.0.0.1"]).describe("this machine's public addresses, for DOMAINS_HOST=caddy"),
  DOMAINS_TARGET_IPV6: list.default([]),
  DOMAINS_TARGET_NAME: z.string().optional().describe("a name that leads to this machine, offered as CNAME for sub-domains"),
  DOMAINS_TLS_PROBE: z.string().optional().describe("address:port where certificates are looked at; the domain's own address when unset"),
  VERCEL_TOKEN: z.string().optional().describe("vercel.com > Account Settings > Tokens, for DOMAINS_HOST=vercel"),
  VERCEL_PROJECT_ID: z.string().optional().describe("id or name of the project that serves the stores"),
  VERCEL_TEAM_ID: z.string().optional().describe("team of the project, when it belongs to one"),
  VERCEL_API_BASE: url.default("https://api.vercel.com"),
  ALLOW_SANDBOX: flag.describe("1 to run payment sandboxes on a public host, said on every page"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

/** Reads the environment. Throws one error that names every missing or wrong key and where its value is found. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(present);
  if (parsed.success) return requireOneOfEach(parsed.data);
  const lines = parsed.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    const hint = schema.shape[key as keyof typeof schema.shape]?.description;
    return `  ${key}: ${source[key] ? issue.message : "missing"}${hint ? ` (${hint})` : ""}`;
  });
  throw new Error(`The environment is not complete:\n${lines.join("\n")}\nSee docs/environment.md.`);
}

function requireOneOfEach(env: Env): Env {
  if (!env.SMTP_URL && !env.RESEND_API_KEY)
    throw new Error("The environment is not complete: set SMTP_URL or RESEND_API_KEY. See docs/environment.md.");
  if (!env.MEDIA_FOLDER && !env.BLOB_READ_WRITE_TOKEN) {
    throw new Error("The environment is not complete: set MEDIA_FOLDER or BLOB_READ_WRITE_TOKEN. See docs/environment.md.");
  }
  if (env.ALGOLIA_APP_ID && (!env.ALGOLIA_ADMIN_KEY || !env.ALGOLIA_SEARCH_KEY)) {
    throw new Error(
      "The environment is not complete: ALGOLIA_APP_ID needs ALGOLIA_ADMIN_KEY and ALGOLIA_SEARCH_KEY. See docs/environment.md.",
    );
  }
  if (env.DOMAINS_HOST === "vercel" && !(env.VERCEL_TOKEN && env.VERCEL_PROJECT_ID)) {
    throw new Error(
      "The environment is not complete: DOMAINS_HOST=vercel needs VERCEL_TOKEN and VERCEL_PROJECT_ID. See docs/environment.md.",
    );
  }
  return env;
}

let cached: Env | undefined;

/** The environment of this process, parsed once at its first use (at boot, by instrumentation.ts). */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** The level of the log, readable even where the rest of the environment is not complete. */
export function logLevel(): string {
  return process.env.LOG_LEVEL || "info";
}

/** Throws when payment sandboxes would serve a public host in production, unless ALLOW_SANDBOX says so aloud. */
export function requireHonestSandbox(env: Env): void {
  const isSandboxed = env.STRIPE_API_BASE !== undefined || !env.PAGARME_API_BASE.startsWith("https://api.pagar.me/");
  const { hostname } = new URL(env.PLATFORM_URL);
  const isPublic = hostname !== "localhost" && !hostname.endsWith(".localhost") && hostname !== "127.0.0.1";
  if (env.NODE_ENV === "production" && isPublic && isSandboxed && !env.ALLOW_SANDBOX) {
    throw new Error(
      "Payments would go to a sandbox on a public host. Unset STRIPE_API_BASE and PAGARME_API_BASE, or set ALLOW_SANDBOX=1 to say so on every page.",
    );
  }
}
