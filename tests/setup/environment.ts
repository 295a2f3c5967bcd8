import { tmpdir } from "node:os";
import path from "node:path";

/** A complete, harmless environment: every outside address is a port on which nothing listens. Tests override what they start. */
const harmless: Record<string, string> = {
  PLATFORM_URL: "http://localhost:3000",
  STORES_DOMAIN: "localhost",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none",
  PLATFORM_DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none",
  MIGRATION_DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none",
  LOCAL_DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none",
  DATABASE_POOL_SIZE: "5",
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-and-of-nothing-else",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  QSTASH_URL: "http://127.0.0.1:9",
  QSTASH_TOKEN: "queue-token-of-the-tests",
  QSTASH_CURRENT_SIGNING_KEY: "sig_current_of_the_tests",
  QSTASH_NEXT_SIGNING_KEY: "sig_next_of_the_tests",
  STRIPE_SECRET_KEY: "sk_test_of_the_tests",
  STRIPE_WEBHOOK_SECRET: "whsec_of_the_tests",
  STRIPE_CONNECT_WEBHOOK_SECRET: "whsec_connect_of_the_tests",
  STRIPE_API_BASE: "http://127.0.0.1:9",
  PAGARME_API_BASE: "http://127.0.0.1:9/pagarme/core/v5",
  SMTP_URL: "smtp://127.0.0.1:9",
  MAIL_FROM: "Vitrine <hello@vitrine.test>",
  MEDIA_FOLDER: path.join(tmpdir(), `vitrine-media-${process.pid}`),
  ALLOW_SANDBOX: "1",
  LOG_LEVEL: "silent",
};

Object.assign(process.env, harmless);
